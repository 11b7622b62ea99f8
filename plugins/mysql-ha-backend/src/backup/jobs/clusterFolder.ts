import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Where all of a cluster lies, below a location’s prefix: `backups/…`, and beside them `archive`, which a successor of the
 * same name goes on with.
 */
export function clusterFolder({ namespace, name }: ClusterKey): string {
  return `${namespace}/${name}`;
}
