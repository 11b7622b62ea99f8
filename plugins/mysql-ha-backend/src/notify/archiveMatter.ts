import {
  MySQLBackupLocation,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupMatter } from './BackupMatter';

/** Longer than a new pod, a failover or a store that hiccups takes, in milliseconds. */
const LASTING_MS = 2 * 60_000;

/**
 * Whether what is committed gets into the archive. That its location can’t be used is told with the location. Pure.
 *
 * @param locations - those of its namespace, by their names
 */
export function archiveMatter(
  { spec, status }: MySQLCluster,
  locations: ReadonlyMap<string, MySQLBackupLocation>,
): BackupMatter[] {
  const archived = status.conditions?.find(
    ({ type }) => type === 'BinlogsArchived',
  );
  const location = locations.get(spec.backup?.locationName ?? '');
  if (!archived || location?.status.reachable !== 'True') return [];
  const { status: holds, message, lastTransitionTime } = archived;
  const subject = 'archive';
  if (holds === 'True')
    return [
      {
        ...{ subject, state: 'good' },
        title: 'the archive of its binary log is in order again',
        description: message,
      },
    ];
  return holds === 'False'
    ? [
        {
          ...{ subject, state: 'bad', severity: 'high' },
          title: 'the archive of its binary log is in trouble',
          description: message,
          dueAt: Date.parse(lastTransitionTime) + LASTING_MS,
        },
      ]
    : [];
}
