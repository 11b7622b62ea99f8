import { MySqlFacts, ReplicaFacts } from '../../mysql';
import { InstanceSnapshot } from '../Snapshot';
import { gtids, uuidOf } from './gtids';

/** What every instance holds until a test says otherwise. */
const EVERYTHING = gtids('a:1-10');

/** A replica that receives and applies all of `orders-0`. */
export const REPLICATING: ReplicaFacts = {
  sourceHost: 'orders-0.orders-instances.shop.svc',
  sourcePort: 3306,
  sourceUuid: uuidOf(0),
  autoPosition: true,
  receiver: 'ON',
  applierOn: true,
  received: EVERYTHING,
  heartbeatAgeSeconds: 0.4,
  lastQueuedAgeSeconds: 30,
  lagSeconds: 0,
};

/** A mysqld as it boots: read-only, with nothing configured. */
export function bootedFacts(ordinal: number): MySqlFacts {
  return {
    serverUuid: uuidOf(ordinal),
    serverId: 100 + ordinal + 1,
    version: '9.7.4',
    uptimeSeconds: 600,
    readOnly: true,
    superReadOnly: true,
    offlineMode: false,
    gtidExecuted: EVERYTHING,
    gtidPurged: gtids(''),
    semiSyncSource: {
      enabled: false,
      waitFor: 1,
      clients: 0,
      waitingSessions: 0,
    },
    semiSyncReplicaEnabled: false,
    acknowledging: false,
    dumpThreads: [],
    term: { term: 1, primaryUuid: uuidOf(0) },
  };
}

/** An instance whose pod runs and whose mysqld answers. */
export function runningInstance(
  ordinal: number,
  facts: MySqlFacts,
): InstanceSnapshot {
  const name = `orders-${ordinal}`;
  return {
    name,
    ordinal,
    wanted: true,
    pod: {
      uid: `uid-${ordinal}`,
      ip: `10.244.${ordinal + 1}.2`,
      node: `node-${ordinal + 1}`,
      deleting: false,
      ready: true,
      terminated: false,
      outdated: false,
      createdAt: '2026-01-01T00:00:00Z',
    },
    volume: {
      claim: `data-${name}`,
      bound: true,
      requestedBytes: 10 * 1024 ** 3,
      capacityBytes: 10 * 1024 ** 3,
      adopted: false,
    },
    mysql: { state: 'reachable', facts, ageMs: 50 },
  };
}
