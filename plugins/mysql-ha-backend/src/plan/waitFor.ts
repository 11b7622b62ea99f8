import { currentMembers } from '../diagnose';
import { Snapshot } from '../observe';
import { Plan, Step } from './Plan';
import { PROOF_SECONDS } from './proof';

/**
 * Commits wait for another count, with the same members. A lower one is recorded before it is set, a higher one after:
 * the record never promises more than the server keeps. A higher one says nothing of the commits of before; that is
 * proved in a step of its own ({@link confirmCaughtUp}), so that no old commit delays the protection of new ones.
 */
export function changeWaitFor(snapshot: Snapshot, waitFor: number): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const set: Step = { do: 'SetSemiSync', instance: primary, waitFor };
  const record: Step = { do: 'Record', waitFor };
  const waitedFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const name = `Commits wait for ${waitFor}`;
  if (waitFor < waitedFor) return { name, steps: [record, set] };
  const members = currentMembers(snapshot);
  return {
    name,
    steps: [
      ...members.map(
        (instance): Step => ({
          do: 'StartReplica',
          instance,
          acknowledge: true,
        }),
      ),
      // Who has received a new commit is connected again. Before, a CREATE USER that begins to wait would keep the
      // receivers from logging in, and wait for ever.
      { do: 'WriteTerm', instance: primary },
      {
        do: 'ProveHolds',
        instances: members,
        of: primary,
        seconds: PROOF_SECONDS,
      },
      set,
      record,
    ],
    undo: [{ do: 'SetSemiSync', instance: primary, waitFor: waitedFor }],
  };
}

/**
 * Proves that enough members hold what was committed while fewer had to: from then on a failover may reckon with the
 * full count again.
 */
export function confirmCaughtUp(snapshot: Snapshot): Plan {
  const primary = snapshot.recorded.primary ?? '';
  const members = currentMembers(snapshot);
  return {
    name: 'Prove that the members have caught up',
    steps: [
      // A commit of before may be told to its client and not yet stand in gtid_executed: one after it ends that.
      { do: 'WriteTerm', instance: primary },
      {
        do: 'ProveHolds',
        instances: members,
        of: primary,
        seconds: PROOF_SECONDS,
      },
      { do: 'Record', lowestWaitFor: members.length },
    ],
  };
}
