import { currentMembers, promisedWaitFor, surplusOf } from '../diagnose';
import { MySqlFacts } from '../mysql';
import {
  factsOf,
  holdings,
  instanceNamed,
  membersOf,
  Snapshot,
} from '../observe';
import { Plan, Step } from './Plan';
import { PROOF_SECONDS } from './proof';

/**
 * One member less: its receiver stops, as many of the remaining members as a commit will wait for are proved to hold
 * the primary's set, the record changes, and only then the count falls on the server. From the first step on each
 * commit is held by as many of those that remain.
 *
 * What the leaver acknowledged before it stopped still counts on the primary. A commit that waits for one more is not in
 * the primary's set yet, and would be released by the leaver's word and fewer of those that remain. So they are proved
 * to hold what the leaver holds, too. If it can't be asked, or lost what it had, or holds what they never will, one
 * commit goes the old way: by its end all before it are held by as many of them.
 */
export function removeMember(snapshot: Snapshot, leaver: string): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const members = membersOf(snapshot).filter(name => name !== leaver);
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const promised = promisedWaitFor(snapshot, members.length);
  const waitFor = Math.min(promised, waitedFor);
  const facts = factsOf(instanceNamed(snapshot, leaver));
  const stop: Step[] = facts ? [{ do: 'StopReceiving', instance: leaver }] : [];
  const remaining = members.filter(name => name !== primary);
  const current = currentMembers(snapshot).filter(name => name !== leaver);
  const prove = (of: string): Step => ({
    do: 'ProveHolds',
    // With too few it is asked of all: it fails, and is tried again.
    instances: current.length >= waitFor ? current : remaining,
    of,
    seconds: PROOF_SECONDS,
  });
  const proofs: Step[] = standsForItself(snapshot, facts)
    ? [prove(primary), prove(leaver)]
    : [{ do: 'WriteTerm', instance: primary }, prove(primary)];
  return {
    name: `${leaver} is no member any more`,
    steps: [
      ...stop,
      ...(waitedFor > 0 && remaining.length > 0 ? proofs : []),
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

/** Whether all that a leaver acknowledged is still on it, and nothing that the others can't get. */
function standsForItself(
  snapshot: Snapshot,
  facts: MySqlFacts | undefined,
): boolean {
  return (
    facts !== undefined &&
    !holdings(facts).isEmpty() &&
    surplusOf(snapshot, facts)?.isEmpty() === true
  );
}
