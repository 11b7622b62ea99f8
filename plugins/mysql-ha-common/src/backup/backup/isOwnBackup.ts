import type { MySQLBackup } from './MySQLBackup';

/**
 * Whether a backup is of the cluster of its namespace that it names. One that was found in a shared place may be of a cluster
 * of the same name elsewhere.
 * @public
 */
export function isOwnBackup({
  metadata,
  spec,
  status,
}: Pick<MySQLBackup, 'metadata' | 'spec' | 'status'>): boolean {
  return (
    status.origin === undefined ||
    status.origin === `${metadata.namespace}/${spec.clusterName}`
  );
}
