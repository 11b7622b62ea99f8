import { MySqlFacts, ReplicaFacts } from '../facts';
import { MysqldProcess } from './MysqldProcess';
import { Server } from './Server';

/** What a probe reads of a server of the model. */
export function readFacts(
  server: Server,
  process: MysqldProcess,
  now: number,
): MySqlFacts {
  const { disk, semiSync, receiver } = process;
  const dumpThreads = [...process.dumpThreads.values()];
  return {
    serverUuid: disk.uuid,
    serverId: server.serverId,
    version: '9.7.4',
    uptimeSeconds: Math.floor((now - process.startedAt) / 1000),
    readOnly: process.readOnly,
    superReadOnly: process.superReadOnly,
    offlineMode: process.offlineMode,
    gtidExecuted: process.executed,
    gtidPurged: disk.purged,
    semiSyncSource: {
      enabled: semiSync.enabled,
      waitFor: semiSync.waitFor,
      clients: process.semiSyncClients,
      waitingSessions: semiSync.waitingSessions,
    },
    semiSyncReplicaEnabled: process.semiSyncReplicaEnabled,
    acknowledging: receiver.acknowledging,
    replica: readReplica(process, now),
    dumpThreads: dumpThreads.map(thread => ({
      serverUuid: thread.replicaUuid,
      host: thread.replicaHost,
    })),
    term: disk.term,
    members: disk.members,
  };
}

function readReplica(
  process: MysqldProcess,
  now: number,
): ReplicaFacts | undefined {
  const { disk, receiver } = process;
  if (!disk.channel) {
    return undefined;
  }
  const oldestUnapplied = disk.relayLog.find(
    ({ gtid }) => !disk.logged.contains(gtid),
  );
  return {
    sourceHost: disk.channel.host,
    sourcePort: disk.channel.port,
    sourceUuid: disk.sourceUuid,
    autoPosition: true,
    receiver: receiver.state,
    receiverError: receiver.error,
    applierOn: process.applierOn && !process.applierError,
    applierError: process.applierError,
    received: disk.received,
    heartbeatAgeSeconds: age(receiver.lastHeartbeat(now), now),
    lastQueuedAgeSeconds: age(receiver.lastQueuedAt, now),
    lagSeconds: age(oldestUnapplied?.committedAt, now) ?? 0,
  };
}

function age(at: number | undefined, now: number): number | undefined {
  return at === undefined ? undefined : (now - at) / 1000;
}
