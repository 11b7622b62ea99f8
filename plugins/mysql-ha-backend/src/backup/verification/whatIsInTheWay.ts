import {
  MySQLBackup,
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A proof reads and writes as much as the database has, on nodes that others are on too: so many at a time in all. */
const MOST_AT_ONCE = 3;

/** What goes on around a cluster. */
export interface Surroundings {
  /** Of the cluster. */
  readonly backups: readonly MySQLBackup[];
  /** Into the cluster. */
  readonly restores: readonly MySQLRestore[];
  /** Proofs under way, of all clusters. */
  readonly running: number;
}

/**
 * What a proof waits for, as the end of a sentence; undefined when it can begin. It is due until it can.
 *
 * @param isAskedFor - a person wants it now. Whoever is in trouble needs the nodes for itself, but somebody who is about to
 * restore wants to know whether the backup is good
 */
export function whatIsInTheWay(
  { spec, status }: Pick<MySQLCluster, 'spec' | 'status'>,
  { backups, restores, running }: Surroundings,
  isAskedFor = false,
): string | undefined {
  if (spec.paused) return 'the cluster is paused no more';
  if (status.phase !== 'Healthy' && !isAskedFor)
    return 'the cluster is Healthy';
  if (running >= MOST_AT_ONCE)
    return `one of ${running} proofs that are under way is through`;
  const saved = backups.find(one => one.status.phase === 'Running');
  if (saved) return `the backup ${saved.metadata.name} is made`;
  const proved = backups.find(
    one => one.status.verification?.phase === 'Running',
  );
  if (proved) return `the proof of ${proved.metadata.name} is through`;
  const restore = restores.find(one => one.status.phase === 'Running');
  return restore && `the restore ${restore.metadata.name} is through`;
}
