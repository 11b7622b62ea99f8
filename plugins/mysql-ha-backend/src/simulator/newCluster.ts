import {
  clusterSpecSchema,
  ClusterStatus,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KEY } from './names';
import { ENDPOINTS } from './operator/displayed';
import { Outside } from './Outside';
import { specRelay } from './relays';
import { Schedule } from './schedule';

/** How many transactions an asynchronous cluster may lose in a failover, as far as its operator knows. */
export const MOST_LOST = 3;

/** The MySQLCluster of a schedule, as it stands in Kubernetes when the simulation begins. */
export function newCluster(
  schedule: Schedule,
  begins: Pick<ClusterStatus, 'primary' | 'synchronous'>,
  outside: Outside | undefined,
): MySQLCluster {
  const { promised, relays = [] } = schedule;
  return {
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: {
      ...KEY,
      uid: 'cluster',
      resourceVersion: '1',
      generation: 1,
      labels: {},
      annotations: {},
    },
    spec: clusterSpecSchema.parse({
      instances: schedule.instances,
      topology: promised === 'Async' ? 'Async' : 'SemiSync',
      relay: specRelay(relays),
      externalSource: outside && {
        host: outside.host,
        secretRef: { name: outside.login.metadata.name },
      },
      durability: promised === 'Preferred' ? 'Preferred' : 'Required',
      storage: { size: '1Gi' },
      failover: {
        minSecondsBetween: schedule.minSecondsBetween,
        maxTransactionsBehind: promised === 'Async' ? MOST_LOST : null,
      },
    }),
    status: {
      ...begins,
      phase: 'Healthy',
      term: 1,
      // Shown from the first time that it took writes.
      endpoints: outside ? undefined : ENDPOINTS,
    },
  };
}
