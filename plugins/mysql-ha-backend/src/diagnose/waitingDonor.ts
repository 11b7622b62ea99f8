import { instanceNamed, membersOf, Snapshot } from '../observe';
import { MySqlFacts } from '../mysql';
import { openPrimary } from './answeringPrimary';
import { writesHangMs } from './hanging';
import { hearsSource } from './primaryEvidence';
import { readableMembers } from './quorum';
import { followsSource } from './replication';
import { surplusOf } from './surplus';

/** A member that is away for longer will not acknowledge soon; one that restarts is back before. */
const AWAY_MS = 10_000;

/**
 * Whether an instance can be filled from the primary now. A CLONE does not end before those commits of its donor that
 * wait for an acknowledgement (`e2e/conformance/cloneFromWaitingPrimary.test.ts`), and nothing but an acknowledgement
 * ends their waiting without telling somebody what is not so.
 * - `Free`: its commits do not need the recipient.
 * - `Awaited`: they do, as things are now, but another member may be back to acknowledge.
 * - `MustClose`: nobody else can. The copy would wait for a commit, and the commit for the copy, so the primary stops
 *   taking writes first; none would come to its end anyway.
 */
export type WaitingDonor = 'Free' | 'Awaited' | 'MustClose';

/** How it is with the primary as the donor for that instance. */
export function waitingDonor(
  snapshot: Snapshot,
  recipient: string,
): WaitingDonor {
  const primary = openPrimary(snapshot);
  // Under Preferred the count falls, so that writes go on.
  if (!primary || snapshot.spec.durability !== 'Required') return 'Free';
  const { enabled, waitFor, clients } = primary.facts.semiSyncSource;
  const acknowledging = membersThat(snapshot, acknowledges);
  const others = acknowledging.filter(name => name !== recipient);
  const unseen = Math.min(
    unreached(snapshot),
    Math.max(0, clients - acknowledging.length),
  );
  if (!enabled || others.length + unseen >= waitFor) return 'Free';
  const able = new Set([
    ...membersThat(snapshot, canCatchUp(primary.facts)),
    ...awayForAMoment(snapshot),
  ]);
  able.delete(recipient);
  able.delete(primary.name);
  return able.size + unseen >= waitFor ? 'Awaited' : 'MustClose';
}

/**
 * How many members may be connected although we can't reach them; none while writes hang. The primary's own count tells
 * nothing of one whose connection ended without a word.
 */
function unreached(snapshot: Snapshot): number {
  return writesHangMs(snapshot) === undefined
    ? membersOf(snapshot).filter(
        name => instanceNamed(snapshot, name)?.mysql.state !== 'reachable',
      ).length
    : 0;
}

type Predicate = (
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
) => boolean;

function membersThat(snapshot: Snapshot, holds: Predicate): readonly string[] {
  return readableMembers(snapshot)
    .filter(({ instance, facts }) => holds(snapshot, instance.name, facts))
    .map(({ instance }) => instance.name);
}

/** It would acknowledge a commit now, by its own word. */
function acknowledges(
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
): boolean {
  return (
    facts.acknowledging &&
    facts.replica !== undefined &&
    hearsSource(facts.replica) &&
    followsSource(snapshot, name, facts)
  );
}

/** Nothing that it holds or lacks keeps it from receiving what waits. */
function canCatchUp(primary: MySqlFacts): Predicate {
  return (snapshot, _, facts) =>
    facts.gtidExecuted.contains(primary.gtidPurged) &&
    surplusOf(snapshot, facts)?.isEmpty() === true;
}

/** They may hold all that is needed, and be back at once. */
function awayForAMoment(snapshot: Snapshot): readonly string[] {
  return membersOf(snapshot).filter(name => {
    const mysql = instanceNamed(snapshot, name)?.mysql;
    return (
      mysql?.state === 'unknown' ||
      (mysql?.state === 'unreachable' && mysql.forMs < AWAY_MS)
    );
  });
}
