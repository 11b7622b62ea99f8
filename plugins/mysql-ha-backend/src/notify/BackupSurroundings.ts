import {
  MySQLBackup,
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  MySQLBackupSchedule,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';

const parseBackup = parseOnce(mysqlBackupSchema);
const parseSchedule = parseOnce(mysqlBackupScheduleSchema);
const parseLocation = parseOnce(mysqlBackupLocationSchema);

/** All that concerns the backups of a cluster. */
export interface BackupSurroundings {
  readonly backups: readonly MySQLBackup[];
  readonly schedules: readonly MySQLBackupSchedule[];
  /** Those of its namespace, by their names. */
  readonly locations: ReadonlyMap<string, MySQLBackupLocation>;
}

/** Gathers it from the watch, so it costs nothing. */
export function backupSurroundings(
  kubernetes: Pick<KubernetesAdapter, 'listOwned' | 'getWatched'>,
  { metadata: { namespace, name }, spec }: MySQLCluster,
): BackupSurroundings {
  const schedules = kubernetes
    .listOwned('MySQLBackupSchedule', namespace, name)
    .flatMap(object => parseSchedule(object) ?? []);
  const names = new Set([
    spec.backup?.locationName,
    ...schedules.map(one => one.spec.backupTemplate.spec.locationName),
  ]);
  return {
    schedules,
    backups: kubernetes
      .listOwned('MySQLBackup', namespace, name)
      .flatMap(object => parseBackup(object) ?? []),
    locations: new Map(
      [...names].flatMap(location => {
        const object =
          location !== undefined &&
          kubernetes.getWatched('MySQLBackupLocation', namespace, location);
        const parsed = object ? parseLocation(object) : undefined;
        return parsed ? [[parsed.metadata.name, parsed] as const] : [];
      }),
    ),
  };
}
