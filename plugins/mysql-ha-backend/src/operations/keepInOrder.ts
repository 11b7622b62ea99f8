import {
  API_GROUP_VERSION,
  KEPT_OPERATIONS,
  MySQLCluster,
  MySQLOperation,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../kubernetes';
import { clusterLabels, ownerReference } from '../resources';

/** An operation, and whether anything is still to be done for it. */
export interface KeptOperation {
  readonly operation: MySQLOperation;
  readonly hasEnded: boolean;
}

/**
 * Whoever wrote an operation, it goes with its cluster; and of those that have ended the newest are kept.
 * The watch may be late: what is done already is asked for once more, which changes nothing.
 */
export async function keepInOrder(
  kubernetes: KubernetesAdapter,
  cluster: MySQLCluster,
  operations: readonly KeptOperation[],
): Promise<void> {
  for (const { operation } of operations)
    await adopt(kubernetes, cluster, operation);
  const newestFirst = [...operations].sort(
    (a, b) => createdAt(b) - createdAt(a),
  );
  for (const { operation, hasEnded } of newestFirst.slice(KEPT_OPERATIONS)) {
    if (!hasEnded) continue;
    const { uid } = operation.metadata;
    await kubernetes.delete(keyOf(operation), { uid });
  }
}

async function adopt(
  kubernetes: KubernetesAdapter,
  cluster: MySQLCluster,
  operation: MySQLOperation,
): Promise<void> {
  const { namespace, name, deletionTimestamp } = operation.metadata;
  const seen = kubernetes.getWatched('MySQLOperation', namespace, name);
  const owners = seen?.metadata.ownerReferences ?? [];
  if (
    deletionTimestamp ||
    owners.some(({ uid }) => uid === cluster.metadata.uid)
  ) {
    return;
  }
  const owner = { ...ownerReference(cluster), controller: false };
  await kubernetes.mergePatch(keyOf(operation), {
    metadata: {
      labels: clusterLabels(cluster.metadata),
      ownerReferences: [...owners, owner],
    },
  });
}

function keyOf({ metadata }: MySQLOperation) {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLOperation',
    namespace: metadata.namespace,
    name: metadata.name,
  };
}

function createdAt({ operation }: KeptOperation): number {
  return Date.parse(operation.metadata.creationTimestamp ?? '') || 0;
}
