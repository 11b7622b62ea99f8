import { MySQLBackup } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterFolder } from '../jobs/clusterFolder';

/**
 * Where an artifact is, below the location’s prefix: `shop/orders/backups/20260501T023000Z-nightly-1a2b3c4d`. In the order
 * of their names backups are in the order of their time; the end tells a backup from its successor of the same name.
 */
export function backupPath({ metadata, spec }: MySQLBackup): string {
  const made = new Date(metadata.creationTimestamp ?? 0).toISOString();
  const stamp = made.replace(/\.\d+/, '').replace(/[-:]/g, '');
  const { namespace, name, uid } = metadata;
  const folder = clusterFolder({ namespace, name: spec.clusterName });
  return `${folder}/backups/${stamp}-${name}-${uid.slice(0, 8)}`;
}
