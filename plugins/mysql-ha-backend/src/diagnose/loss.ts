import {
  factsOf,
  holdings,
  instanceNamed,
  primaryOf,
  Snapshot,
} from '../observe';
import { GtidSet } from '../mysql';
import { isFollowing } from './following';
import { lowestWaitFor, readableMembers } from './quorum';

/**
 * What is lost at least if this one takes over, where commits wait for nobody: all that the primary held when it last
 * answered and that the winner does not hold. Nothing is known of what it committed after that; and nothing at all, if
 * it never answered this operator.
 */
export function lossWith(
  snapshot: Snapshot,
  winner: string,
): GtidSet | undefined {
  const last = lastHeld(snapshot);
  const facts = factsOf(instanceNamed(snapshot, winner));
  return last && facts ? last.subtract(holdings(facts)) : undefined;
}

/** What a primary that does not answer held when it was last read, also by another pod than it has now. */
function lastHeld(snapshot: Snapshot): GtidSet | undefined {
  const mysql = primaryOf(snapshot)?.mysql;
  if (mysql?.state === 'reachable') return undefined;
  const last = mysql?.state === 'unreachable' ? mysql.last : undefined;
  return last?.gtidExecuted ?? snapshot.primaryHeld;
}

/** Whether a bound is set, and nobody knows what would be lost: this operator never read the primary. */
export function isBeyondKnowledge(snapshot: Snapshot): boolean {
  return hasBound(snapshot) && lastHeld(snapshot) === undefined;
}

/** Whether the spec bounds what a failover may lose, and one may lose something. */
function hasBound(snapshot: Snapshot): boolean {
  const { maxTransactionsBehind } = snapshot.spec.failover;
  const promises = lowestWaitFor(snapshot) > 0 || isFollowing(snapshot);
  return !promises && maxTransactionsBehind !== null;
}

/** What would be lost, if that is more than may be lost without a person’s word. */
export function tooMuch(
  snapshot: Snapshot,
  loss: GtidSet | undefined,
): GtidSet | undefined {
  const { maxTransactionsBehind: bound } = snapshot.spec.failover;
  return hasBound(snapshot) && loss && loss.count() > (bound ?? 0)
    ? loss
    : undefined;
}

/** What a failover would lose at least: with the most advanced of the members that can be read. */
export function lossBy(snapshot: Snapshot): GtidSet | undefined {
  const [least] = readableMembers(snapshot)
    .filter(({ instance }) => instance.name !== snapshot.recorded.primary)
    .flatMap(({ instance }) => lossWith(snapshot, instance.name) ?? [])
    .sort((a, b) => a.count() - b.count());
  return least;
}
