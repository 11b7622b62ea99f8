import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject, WatchedKind } from './types';

const operationSchema = z.object({
  spec: z.object({ clusterName: z.string() }),
});

/** The cluster that a watched object belongs to: by its label; an operation by what it asks for, whoever wrote it. */
export function clusterNameOf(
  kind: WatchedKind,
  object: KubernetesObject,
): string | undefined {
  switch (kind) {
    case 'MySQLCluster':
      return object.metadata.name;
    case 'MySQLOperation':
      return operationSchema.safeParse(object).data?.spec.clusterName;
    default:
      return object.metadata.labels?.[CLUSTER_LABEL];
  }
}
