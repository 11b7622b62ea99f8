import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterFolder } from '../jobs/clusterFolder';

/** Where the archive of a cluster’s binary log is, below the location’s prefix: `shop/orders/archive`. */
export function archivePath(cluster: ClusterKey): string {
  return `${clusterFolder(cluster)}/archive`;
}

/** Where all backups of a cluster are: each one’s `backupPath` is in it. */
export function backupsFolder(cluster: ClusterKey): string {
  return `${clusterFolder(cluster)}/backups`;
}
