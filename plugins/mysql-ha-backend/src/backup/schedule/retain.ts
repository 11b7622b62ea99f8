import {
  API_GROUP_VERSION,
  DELETE_WITH_DATA_ANNOTATION,
  MySQLBackup,
  MySQLBackupSchedule,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { watchedReadersOf } from '../restore';
import { beyondRetention } from './beyondRetention';
import { reachesBack } from './reachesBack';

/** Has what a schedule no longer keeps deleted, with its data. */
export async function retain(
  { kubernetes, clock, covers }: BackupContext,
  schedule: MySQLBackupSchedule,
  backups: readonly MySQLBackup[],
): Promise<void> {
  const { metadata, spec } = schedule;
  const { namespace } = metadata;
  const cluster = kubernetes.getCluster(namespace, spec.clusterName);
  // Nothing takes the place of what goes, and nobody tells which moments are left.
  if (cluster?.spec.hibernate) return;
  for (const backup of beyondRetention(
    backups,
    spec.retention,
    clock.now(),
    reachesBack(schedule, cluster),
  )) {
    const { name, annotations } = backup.metadata;
    if (annotations[DELETE_WITH_DATA_ANNOTATION] === 'true') continue;
    // It goes at the next look after the restore that reads it.
    if (watchedReadersOf(kubernetes, backup).length > 0) continue;
    if (!covers({ namespace, name: spec.clusterName })) return;
    await kubernetes.mergePatch(
      { apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup', namespace, name },
      {
        metadata: { annotations: { [DELETE_WITH_DATA_ANNOTATION]: 'true' } },
      },
    );
  }
}
