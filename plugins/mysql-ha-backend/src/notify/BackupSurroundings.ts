import {
  MySQLBackup,
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  MySQLBackupSchedule,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  MySQLCluster,
  MySQLRestore,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clustersOfRestore } from '../backup/restore/clustersOfRestore';
import { PortalKubernetes } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';

const parseBackup = parseOnce(mysqlBackupSchema);
const parseSchedule = parseOnce(mysqlBackupScheduleSchema);
const parseLocation = parseOnce(mysqlBackupLocationSchema);
const parseRestore = parseOnce(mysqlRestoreSchema);

/** All that concerns the backups of a cluster. */
export interface BackupSurroundings {
  readonly backups: readonly MySQLBackup[];
  readonly schedules: readonly MySQLBackupSchedule[];
  /** Of its data, and into it. */
  readonly restores: readonly MySQLRestore[];
  /** Those of its namespace, by their names. */
  readonly locations: ReadonlyMap<string, MySQLBackupLocation>;
}

/** Gathers it from the watch, so it costs nothing. */
export function backupSurroundings(
  kubernetes: Pick<
    PortalKubernetes,
    'listOwned' | 'listWatched' | 'getWatched'
  >,
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
    restores: kubernetes
      .listWatched('MySQLRestore')
      .filter(({ metadata }) => metadata.namespace === namespace)
      .flatMap(object => parseRestore(object) ?? [])
      .filter(restore =>
        clustersOfRestore(kubernetes, namespace, restore.spec).some(
          concerned =>
            concerned.namespace === namespace && concerned.name === name,
        ),
      ),
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
