import {
  MySQLRestore,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';
import { clusterFolder } from '../jobs/clusterFolder';

/** The location that a restore reads from: the one that it began with, whatever was changed since. */
export function locationOf(
  kubernetes: Pick<KubernetesAdapter, 'getWatched' | 'getCluster'>,
  {
    metadata,
    spec,
    status,
  }: Pick<MySQLRestore, 'metadata' | 'spec' | 'status'>,
): string | undefined {
  const { namespace } = metadata;
  const { backupName, clusterName, locationName } = spec.source;
  const begun = status.locationName ?? locationName;
  if (begun !== undefined) return begun;
  if (clusterName !== undefined)
    return kubernetes.getCluster(namespace, clusterName)?.spec.backup
      ?.locationName;
  return backupName === undefined
    ? undefined
    : mysqlBackupSchema.safeParse(
        kubernetes.getWatched('MySQLBackup', namespace, backupName),
      ).data?.spec.locationName;
}

/**
 * The path that a restore reads: of a backup, or as long as none was chosen the folder of a cluster. None for one that names
 * a backup and has not begun.
 */
export function pathOf({
  metadata,
  spec,
  status,
}: Pick<MySQLRestore, 'metadata' | 'spec' | 'status'>): string | undefined {
  const { clusterName, path } = spec.source;
  if (status.path !== undefined) return status.path;
  return clusterName === undefined
    ? path
    : clusterFolder({ namespace: metadata.namespace, name: clusterName });
}
