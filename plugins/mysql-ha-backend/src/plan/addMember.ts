import { lowestWaitFor, promisedWaitFor, waitForOf } from '../diagnose';
import { membersOf, Snapshot } from '../observe';
import { Plan, Step } from './Plan';
import { PROOF_SECONDS } from './proof';

/**
 * One member more (design invariant 1). What is counted by the servers must never be more generous than what is
 * recorded:
 * - Where the count rises (1 → 2, 3 → 4 …) it rises on the server first; then the newcomer acknowledges and is
 *   proved to hold the primary's set, so that it may stand for any commit of before; then it is recorded.
 *   From one member the newcomer acknowledges first, or commits would wait for nobody at all.
 * - Where the count stays (2 → 3 …) the newcomer is proved and recorded before it acknowledges: earlier, its lone
 *   acknowledgement would release a commit that the recorded quorum can't see.
 */
export function addMember(snapshot: Snapshot, newcomer: string): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const before = membersOf(snapshot);
  const members = [...before, newcomer].sort(byOrdinal);
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const waitFor = countWith(snapshot, before.length, waitedFor);
  const acknowledge: Step = {
    do: 'StartReplica',
    instance: newcomer,
    acknowledge: true,
  };
  const raise: Step = { do: 'SetSemiSync', instance: primary, waitFor };
  const prove: Step = {
    do: 'ProveHolds',
    instances: [newcomer],
    of: primary,
    seconds: PROOF_SECONDS,
  };
  const record: Step = {
    do: 'Record',
    members,
    waitFor,
    // The newcomer is one more that holds every commit of before.
    lowestWaitFor: Math.min(waitFor, lowestWaitFor(snapshot) + 1),
  };
  const name = `${newcomer} becomes a member`;
  if (waitFor === 0) return { name, steps: [prove, record] };
  if (waitFor > waitedFor) {
    return {
      name,
      steps:
        waitedFor === 0
          ? // Once it has received a new commit it is connected again: before, a CREATE USER that begins to wait would
            // keep its receiver from logging in, and wait for ever.
            [
              acknowledge,
              { do: 'WriteTerm', instance: primary },
              prove,
              raise,
              prove,
              record,
            ]
          : [raise, acknowledge, prove, record],
      undo: [
        { do: 'StartReplica', instance: newcomer, acknowledge: false },
        { do: 'SetSemiSync', instance: primary, waitFor: waitedFor },
      ],
    };
  }
  return { name, steps: [prove, record, acknowledge] };
}

/** A count that was lowered because members are missing stays as many below what is promised. */
function countWith(
  snapshot: Snapshot,
  before: number,
  waitedFor: number,
): number {
  const promised = promisedWaitFor(snapshot, before + 1);
  if (promised === 0) return 0;
  return Math.max(0, waitedFor + promised - waitForOf(before));
}

function byOrdinal(a: string, b: string): number {
  const ordinal = (name: string) =>
    Number(name.slice(name.lastIndexOf('-') + 1));
  return ordinal(a) - ordinal(b);
}
