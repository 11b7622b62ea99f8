import { currentMembers, waitForOf } from '../diagnose';
import { factsOf, instanceNamed, membersOf, Snapshot } from '../observe';
import { Plan, Step } from './Plan';
import { PROOF_SECONDS } from './proof';

/**
 * One member less: its receiver stops, as many of the remaining members as a commit will wait for are proved to hold
 * the primary's set, the record changes, and only then the count falls on the server. From the first step on each
 * commit is held by as many of those that remain.
 */
export function removeMember(snapshot: Snapshot, leaver: string): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const members = membersOf(snapshot).filter(name => name !== leaver);
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const promised =
    snapshot.spec.topology === 'SemiSync' ? waitForOf(members.length) : 0;
  const waitFor = Math.min(promised, waitedFor);
  const facts = factsOf(instanceNamed(snapshot, leaver));
  const stop: Step[] = facts ? [{ do: 'StopReceiving', instance: leaver }] : [];
  const remaining = members.filter(name => name !== primary);
  const current = currentMembers(snapshot).filter(name => name !== leaver);
  return {
    name: `${leaver} is no member any more`,
    steps: [
      ...stop,
      ...(waitedFor > 0 && remaining.length > 0
        ? [
            {
              do: 'ProveHolds',
              // With too few it is asked of all: it fails, and is tried again.
              instances: current.length >= waitFor ? current : remaining,
              of: primary,
              seconds: PROOF_SECONDS,
            } as const,
          ]
        : []),
      { do: 'Record', members, waitFor, lowestWaitFor: waitFor },
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
