import { GtidSet } from '../../gtid';
import { MySqlFacts, ReplicaFacts, WrittenMembers } from '../../facts';
import { FactsRow } from './FactsRow';

/** Facts from the query's answer. */
export function parseFacts(row: FactsRow): MySqlFacts {
  const { status } = row;
  return {
    serverUuid: row.serverUuid,
    serverId: row.serverId,
    version: row.version,
    uptimeSeconds: status.Uptime,
    readOnly: row.readOnly,
    superReadOnly: row.superReadOnly,
    offlineMode: row.offlineMode,
    gtidExecuted: row.gtidExecuted,
    gtidPurged: row.gtidPurged,
    semiSyncSource: {
      enabled: row.sourceEnabled,
      waitFor: row.waitFor,
      clients: status.Rpl_semi_sync_source_clients,
      waitingSessions: status.Rpl_semi_sync_source_wait_sessions,
    },
    semiSyncReplicaEnabled: row.replicaEnabled,
    acknowledging: status.Rpl_semi_sync_replica_status === 'ON',
    replica: parseReplica(row),
    dumpThreads: (row.dumpThreads ?? []).map(({ host, serverUuid }) => ({
      host,
      serverUuid: serverUuid ?? undefined,
    })),
    term: row.term && 'term' in row.term ? row.term : undefined,
    members: parseMembers(row),
  };
}

function parseMembers({ members }: FactsRow): WrittenMembers | undefined {
  if (!members || !('cluster' in members)) return undefined;
  const { lowestWaitFor, ...written } = members;
  return lowestWaitFor === null ? written : { ...written, lowestWaitFor };
}

function parseReplica(row: FactsRow): ReplicaFacts | undefined {
  const { receiver, applier } = row;
  // RESET REPLICA ALL leaves a channel without a host.
  if (!receiver?.host) {
    return undefined;
  }
  const failed = row.workers?.find(({ errorCode }) => errorCode !== 0);
  return {
    sourceHost: receiver.host,
    sourcePort: receiver.port,
    sourceUuid: receiver.sourceUuid || undefined,
    autoPosition: receiver.autoPosition === '1',
    receiver: receiver.state,
    receiverError: errorOf(receiver.errorCode, receiver.errorMessage),
    applierOn: applier?.state === 'ON',
    applierError:
      errorOf(failed?.errorCode, failed?.errorMessage) ??
      errorOf(applier?.coordinatorErrorCode, applier?.coordinatorErrorMessage),
    received: receiver.received,
    heartbeatAgeSeconds: seconds(receiver.heartbeatAge),
    lastQueuedAgeSeconds: seconds(receiver.queuedAge),
    lagSeconds: lag(row, receiver.received),
  };
}

/** Age of the oldest transaction that was received and isn't applied, as near as the server tells it. */
function lag(row: FactsRow, received: GtidSet): number {
  if (row.gtidExecuted.contains(received)) {
    return 0;
  }
  const { receiver, applier, workers } = row;
  const applying = largest(workers?.map(({ applyingAge }) => applyingAge));
  const known = applying ?? applier?.processingAge;
  // Nothing is being applied: either the newest has just come, or the applier stands and the oldest is the one after
  // the last applied. That is at most one heartbeat younger.
  const lastApplied = workers?.flatMap(({ appliedAge }) => appliedAge ?? []);
  const standing =
    applier?.state === 'ON' || !lastApplied?.length
      ? receiver?.queuedCommitAge
      : Math.min(...lastApplied);
  return Math.max(0, seconds(known ?? standing) ?? 0);
}

function largest(
  ages: readonly (number | null)[] | undefined,
): number | undefined {
  const known = ages?.flatMap(each => each ?? []) ?? [];
  return known.length > 0 ? Math.max(...known) : undefined;
}

function seconds(microseconds: number | null | undefined): number | undefined {
  return microseconds === null || microseconds === undefined
    ? undefined
    : microseconds / 1_000_000;
}

function errorOf(
  code: number | null | undefined,
  message: string | null | undefined,
): { code: number; message: string } | undefined {
  return code ? { code, message: message ?? '' } : undefined;
}
