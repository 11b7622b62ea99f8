import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where the archive of a cluster’s binary log is, below the location’s prefix: `shop/orders/archive`. */
export function archivePath({ namespace, name }: ClusterKey): string {
  return `${namespace}/${name}/archive`;
}

/** Where all backups of a cluster are: each one’s `backupPath` is in it. */
export function backupsFolder({ namespace, name }: ClusterKey): string {
  return `${namespace}/${name}/backups`;
}

/**
 * The archive that belongs to a backup, from the backup’s path alone: `shop/orders/backups/…` has `shop/orders/archive`
 * beside it, also on a Kubernetes that never saw the cluster.
 *
 * @returns undefined for an artifact that lies elsewhere, which no archive goes on from
 */
export function archiveBeside(backupPath: string): string | undefined {
  const [, cluster] =
    /^([^/]+\/[^/]+)\/backups\/[^/]+\/?$/.exec(backupPath) ?? [];
  return cluster && `${cluster}/archive`;
}
