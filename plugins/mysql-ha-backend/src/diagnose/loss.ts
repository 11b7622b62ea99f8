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
  const mysql = primaryOf(snapshot)?.mysql;
  const last = mysql?.state === 'unreachable' ? mysql.last : undefined;
  const facts = factsOf(instanceNamed(snapshot, winner));
  return last && facts
    ? last.gtidExecuted.subtract(holdings(facts))
    : undefined;
}

/** What would be lost, if that is more than may be lost without a person’s word. */
export function tooMuch(
  snapshot: Snapshot,
  loss: GtidSet | undefined,
): GtidSet | undefined {
  const bound = snapshot.spec.failover.maxTransactionsBehind;
  const promises = lowestWaitFor(snapshot) > 0 || isFollowing(snapshot);
  return !promises && bound !== null && loss && loss.count() > bound
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
