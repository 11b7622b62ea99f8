import {
  ClusterKey,
  clusterOfBackup,
  mysqlBackupSchema,
  RestoreSpec,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';

/**
 * The cluster whose data a restore brings back: the one that is named, or that its backup is of, whether that cluster is still there or not.
 * None when nobody here can tell: of an artifact that is named by its path alone only its writer knows, and of a backup
 * that isn’t there nobody.
 */
export function sourceCluster(
  kubernetes: Pick<KubernetesAdapter, 'getWatched'>,
  namespace: string,
  { source }: Pick<RestoreSpec, 'source'>,
): ClusterKey | undefined {
  if (source.clusterName !== undefined)
    return { namespace, name: source.clusterName };
  if (source.backupName === undefined) return undefined;
  const backup = mysqlBackupSchema.safeParse(
    kubernetes.getWatched('MySQLBackup', namespace, source.backupName),
  ).data;
  return backup && clusterOfBackup(backup);
}

/** The same and the cluster that gets the data, as far as they are known. */
export function clustersOfRestore(
  kubernetes: Pick<KubernetesAdapter, 'getWatched'>,
  namespace: string,
  spec: RestoreSpec,
): readonly ClusterKey[] {
  const source = sourceCluster(kubernetes, namespace, spec);
  const target = { namespace, name: spec.target.clusterName };
  return source ? [source, target] : [target];
}
