import { waitForOf } from '../diagnose';
import { factsOf, instanceNamed, membersOf, Snapshot } from '../observe';
import { Plan, Step } from './Plan';

/** How long a newcomer or the remaining members may take to hold the primary's set, in seconds. */
const PROOF_SECONDS = 10;

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
  const waitFor =
    snapshot.spec.topology === 'SemiSync' ? waitForOf(members.length) : 0;
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
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
  const record: Step = { do: 'Record', members, waitFor };
  const name = `${newcomer} becomes a member`;
  if (waitFor === 0) return { name, steps: [prove, record] };
  if (waitFor > waitedFor) {
    return {
      name,
      steps:
        waitedFor === 0
          ? [acknowledge, raise, prove, record]
          : [raise, acknowledge, prove, record],
      undo: [
        { do: 'StartReplica', instance: newcomer, acknowledge: false },
        { do: 'SetSemiSync', instance: primary, waitFor: waitedFor },
      ],
    };
  }
  return { name, steps: [prove, record, acknowledge] };
}

/**
 * One member less: its receiver stops, the remaining members are proved to hold the primary's set, the record
 * changes, and only then the count falls on the server.
 */
export function removeMember(snapshot: Snapshot, leaver: string): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const members = membersOf(snapshot).filter(name => name !== leaver);
  const waitFor =
    snapshot.spec.topology === 'SemiSync' ? waitForOf(members.length) : 0;
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const facts = factsOf(instanceNamed(snapshot, leaver));
  const stop: Step[] = facts ? [{ do: 'StopReceiving', instance: leaver }] : [];
  const remaining = members.filter(name => name !== primary);
  return {
    name: `${leaver} is no member any more`,
    steps: [
      ...stop,
      ...(waitedFor > 0 && remaining.length > 0
        ? [
            {
              do: 'ProveHolds',
              instances: remaining,
              of: primary,
              seconds: PROOF_SECONDS,
            } as const,
          ]
        : []),
      { do: 'Record', members, waitFor },
      ...(waitFor === waitedFor
        ? []
        : [{ do: 'SetSemiSync', instance: primary, waitFor } as const]),
    ],
    undo:
      facts?.replica && waitedFor > 0
        ? [{ do: 'StartReplica', instance: leaver, acknowledge: true }]
        : [],
  };
}

/** The topology promises another count for the same members: a lower one is recorded before it is set, a higher one after. */
export function changeWaitFor(snapshot: Snapshot, waitFor: number): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const others = membersOf(snapshot).filter(name => name !== primary);
  const set: Step = { do: 'SetSemiSync', instance: primary, waitFor };
  const record: Step = { do: 'Record', waitFor };
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  if (waitFor < waitedFor) {
    return { name: `Commits wait for ${waitFor}`, steps: [record, set] };
  }
  return {
    name: `Commits wait for ${waitFor}`,
    steps: [
      ...others.map(
        (instance): Step => ({
          do: 'StartReplica',
          instance,
          acknowledge: true,
        }),
      ),
      set,
      {
        do: 'ProveHolds',
        instances: others,
        of: primary,
        seconds: PROOF_SECONDS,
      },
      record,
    ],
    undo: [{ do: 'SetSemiSync', instance: primary, waitFor: waitedFor }],
  };
}

function byOrdinal(a: string, b: string): number {
  const ordinal = (name: string) =>
    Number(name.slice(name.lastIndexOf('-') + 1));
  return ordinal(a) - ordinal(b);
}
