import {
  BackupsView,
  ClusterKey,
  isOwnBackup,
  mysqlBackupLocationSchema,
  mysqlBackupScheduleSchema,
  mysqlBackupSchema,
  MySQLCluster,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { PortalKubernetes } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';
import {
  backupLocationView,
  backupScheduleView,
  backupView,
  restoreView,
} from './backupViews';
import { clustersOfRestore } from '../backup/restore/clustersOfRestore';

/** A page shows so many, and asks again with each change: a thousand of them would be a megabyte each time. */
const MOST_BACKUPS = 200;
const MOST_RESTORES = 20;

const parseBackup = parseOnce(mysqlBackupSchema);
const parseSchedule = parseOnce(mysqlBackupScheduleSchema);
const parseRestore = parseOnce(mysqlRestoreSchema);
const parseLocation = parseOnce(mysqlBackupLocationSchema);

/** All that concerns the backups of a cluster, from the watch, also of a cluster that is gone. */
export function backupsOfCluster(
  kubernetes: Pick<
    PortalKubernetes,
    'listOwned' | 'listWatched' | 'getWatched'
  >,
  key: ClusterKey,
  cluster: MySQLCluster | undefined,
): BackupsView {
  const { namespace, name } = key;
  const backups = kubernetes
    .listOwned('MySQLBackup', namespace, name)
    .flatMap(object => parseBackup(object) ?? [])
    // Of one elsewhere with the same name others may know; it is not of this cluster.
    .filter(isOwnBackup)
    .map(backupView)
    .sort(newestFirst);
  return {
    backups: backups.slice(0, MOST_BACKUPS),
    totalBackups: backups.length,
    schedules: kubernetes
      .listOwned('MySQLBackupSchedule', namespace, name)
      .flatMap(object => parseSchedule(object) ?? [])
      .map(backupScheduleView)
      .sort(byName),
    restores: kubernetes
      .listWatched('MySQLRestore')
      .filter(({ metadata }) => metadata.namespace === namespace)
      .flatMap(object => parseRestore(object) ?? [])
      .filter(({ spec }) =>
        clustersOfRestore(kubernetes, namespace, spec).some(
          concerned => concerned.name === name,
        ),
      )
      .map(restoreView)
      .sort(newestFirst)
      .slice(0, MOST_RESTORES),
    locations: kubernetes
      .listWatched('MySQLBackupLocation')
      .filter(({ metadata }) => metadata.namespace === namespace)
      .flatMap(object => parseLocation(object) ?? [])
      .map(backupLocationView)
      .sort(byName),
    defaultLocation: cluster?.spec.backup?.locationName,
    recoverability: cluster?.status.recoverability,
  };
}

interface Dated {
  readonly name: string;
  readonly createdAt?: string;
  readonly status: { readonly startedAt?: string };
}

function newestFirst(a: Dated, b: Dated): number {
  return momentOf(b).localeCompare(momentOf(a)) || b.name.localeCompare(a.name);
}

/** When it began: the resource of one that was found in a store is younger than what it stands for. */
function momentOf({ createdAt, status }: Dated): string {
  return status.startedAt ?? createdAt ?? '';
}

function byName(
  a: { readonly name: string },
  b: { readonly name: string },
): number {
  return a.name.localeCompare(b.name);
}
