import {
  ARTIFACT_ANNOTATION,
  MySQLBackup,
  MySQLBackupLocation,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { isGoing } from '../backup/verification/newestGood';
import { BackupMatter } from './BackupMatter';
import { moment } from './moment';

/** A replica has caught up, and a node has room again, by then; in milliseconds. */
const LATE_MS = 60 * 60_000;

/**
 * A backup that does not begin, as it waits for a replica or its pod for a node: a schedule makes none meanwhile. Those that
 * wait while another one is being made have their turn; that a location can’t be used is told with the location. Pure.
 *
 * @param backups - of the cluster
 * @param locations - those of its namespace, by their names
 */
export function waitingBackup(
  { spec }: MySQLCluster,
  backups: readonly MySQLBackup[],
  locations: ReadonlyMap<string, MySQLBackupLocation>,
): BackupMatter[] {
  const unfinished = backups.filter(isUnfinished);
  if (spec.hibernate || unfinished.some(({ status }) => status.progress))
    return [];
  const subject = 'waiting backup';
  const [oldest] = [...unfinished].sort((a, b) => askedAt(a) - askedAt(b));
  const location = oldest && locations.get(oldest.spec.locationName);
  if (location?.status.reachable === 'False') return [];
  if (oldest)
    return [
      {
        ...{ subject, state: 'bad', severity: 'high' },
        title: `the backup ${oldest.metadata.name} does not begin`,
        description: oldest.status.message ?? 'nothing more is known.',
        dueAt: askedAt(oldest) + LATE_MS,
      },
    ];
  const [newest] = [...backups].sort((a, b) => askedAt(b) - askedAt(a));
  return newest?.status.phase === 'Succeeded'
    ? [
        {
          ...{ subject, state: 'good' },
          title: 'backups are made again',
          description: `${newest.metadata.name}: ${newest.status.message}`,
        },
      ]
    : [];
}

/** What was found in a place, and what is being deleted, is not to be made. */
function isUnfinished(backup: MySQLBackup): boolean {
  const { phase } = backup.status;
  return (
    phase !== 'Succeeded' &&
    phase !== 'Failed' &&
    backup.metadata.annotations[ARTIFACT_ANNOTATION] === undefined &&
    !isGoing(backup)
  );
}

function askedAt({ metadata }: MySQLBackup): number {
  return moment(metadata.creationTimestamp);
}
