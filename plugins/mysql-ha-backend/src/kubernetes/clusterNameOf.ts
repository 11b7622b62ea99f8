import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject, WatchedKind } from './types';

const namingSchema = z.object({
  spec: z.object({ clusterName: z.string() }),
});
const restoreSchema = z.object({
  spec: z.object({ target: namingSchema.shape.spec }),
});

/** The cluster that a watched object belongs to: by its label; what people ask for by what it says, whoever wrote it. */
export function clusterNameOf(
  kind: WatchedKind,
  object: KubernetesObject,
): string | undefined {
  switch (kind) {
    case 'MySQLCluster':
      return object.metadata.name;
    case 'MySQLOperation':
    case 'MySQLBackup':
    case 'MySQLBackupSchedule':
      return namingSchema.safeParse(object).data?.spec.clusterName;
    case 'MySQLRestore':
      return restoreSchema.safeParse(object).data?.spec.target.clusterName;
    default:
      return object.metadata.labels?.[CLUSTER_LABEL];
  }
}
