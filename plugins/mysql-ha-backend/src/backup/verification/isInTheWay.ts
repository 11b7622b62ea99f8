import {
  MySQLBackup,
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A proof reads and writes as much as the database has, on nodes that others are on too: so many at a time in all. */
const MOST_AT_ONCE = 3;

/** Why a proof does not begin now. It is due until it can. */
export function isInTheWay(
  { spec, status }: MySQLCluster,
  {
    backups,
    restores,
    running,
  }: {
    /** Of the cluster. */
    readonly backups: readonly MySQLBackup[];
    /** Into the cluster. */
    readonly restores: readonly MySQLRestore[];
    /** Proofs under way, of all clusters. */
    readonly running: number;
  },
): boolean {
  return (
    // Whoever is in trouble needs the nodes for itself.
    status.phase !== 'Healthy' ||
    spec.paused ||
    running >= MOST_AT_ONCE ||
    backups.some(
      backup =>
        backup.status.phase === 'Running' ||
        backup.status.verification?.phase === 'Running',
    ) ||
    restores.some(restore => restore.status.phase === 'Running')
  );
}
