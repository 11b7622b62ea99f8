import {
  MySQLBackupSchedule,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Whether a schedule’s backups are what moments are restored from: all databases, in the location that has the cluster’s
 * archive.
 */
export function reachesBack(
  { spec }: MySQLBackupSchedule,
  cluster: MySQLCluster | undefined,
): boolean {
  const { locationName, archiveBinlogs = false } = cluster?.spec.backup ?? {};
  const { databases, ...template } = spec.backupTemplate.spec;
  return (
    archiveBinlogs &&
    (databases ?? []).length === 0 &&
    (template.locationName ?? locationName) === locationName
  );
}
