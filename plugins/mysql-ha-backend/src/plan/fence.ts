import { hostOf, lowestWaitFor } from '../diagnose';
import { membersOf, primaryOf, Snapshot } from '../observe';
import { acknowledges, replicating } from './followers';
import { Plan } from './Plan';

/**
 * Step 1 of design section 4: the intent is journaled, then each reachable member stops receiving and takes its
 * acknowledgements back, so that the old primary can commit nothing more. The loop reads again and elects.
 */
export function beginFailover(
  snapshot: Snapshot,
  reason: string,
  evidence: readonly string[],
  evenIfAlive = false,
): Plan {
  const old = snapshot.recorded.primary;
  return {
    name: `Fence ${old}: ${reason}`,
    incident: {
      kind: 'Failover',
      cause: reason,
      evidence,
      from: old,
      waitedFor: lowestWaitFor(snapshot),
      downForMs: downForMs(snapshot),
    },
    steps: [
      {
        do: 'JournalFence',
        reason,
        ...(evenIfAlive ? { evenIfAlive } : {}),
        from: old,
        waitedFor: lowestWaitFor(snapshot),
      },
      {
        do: 'Together',
        tolerant: false,
        steps: receivers(snapshot).map(({ instance }) => ({
          do: 'StopReceiving',
          instance: instance.name,
        })),
      },
    ],
  };
}

/** For how long no write has committed: since it fell silent, or, of one that answers, since a heartbeat has waited. */
function downForMs(snapshot: Snapshot): number {
  const mysql = primaryOf(snapshot)?.mysql;
  const silentMs = mysql?.state === 'unreachable' ? mysql.forMs : 0;
  return Math.max(silentMs, snapshot.heartbeatPendingMs ?? 0);
}

/** Undoes step 1 wholly: receivers and acknowledgements come back, then the journal is closed. */
export function abandonFence(snapshot: Snapshot, reason: string): Plan {
  const primary = snapshot.recorded.primary ?? '';
  return {
    name: `Abandon the failover: ${reason}`,
    closesIncident: true,
    steps: [
      {
        do: 'Together',
        tolerant: true,
        steps: receivers(snapshot).map(({ instance }) => ({
          do: 'StartReplica',
          instance: instance.name,
          acknowledge: acknowledges(snapshot, instance.name),
        })),
      },
      { do: 'ClearFence' },
      // A re-attached replica does not acknowledge what it already has until the next commit.
      { do: 'WriteTerm', instance: primary },
    ],
  };
}

/**
 * Who is stopped by a fence, and started again when it is abandoned: everybody else that replicates, but those below a
 * relay. They neither count nor acknowledge, and must not delay a failover.
 */
function receivers(snapshot: Snapshot) {
  const { primary = '' } = snapshot.recorded;
  return replicating(snapshot, primary).filter(
    ({ instance, facts }) =>
      facts.semiSyncReplicaEnabled ||
      membersOf(snapshot).includes(instance.name) ||
      facts.replica?.sourceHost === hostOf(snapshot, primary),
  );
}
