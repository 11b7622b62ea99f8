import {
  MySQLBackup,
  SCHEDULE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupMatter } from './BackupMatter';
import { moment } from './moment';

/**
 * How the last backup of each schedule went, and the last one that was asked for: that others succeed is no news of the one
 * that fails. Pure.
 */
export function lastBackups(backups: readonly MySQLBackup[]): BackupMatter[] {
  const series = new Map<string | undefined, MySQLBackup[]>();
  for (const backup of backups) {
    const schedule = backup.metadata.labels[SCHEDULE_LABEL];
    series.set(schedule, [...(series.get(schedule) ?? []), backup]);
  }
  return [...series].flatMap(([schedule, own]) => lastBackup(own, schedule));
}

function lastBackup(
  backups: readonly MySQLBackup[],
  schedule: string | undefined,
): BackupMatter[] {
  const [last] = backups
    .filter(({ status }) => status.completedAt !== undefined)
    .sort(
      (a, b) => moment(b.status.completedAt) - moment(a.status.completedAt),
    );
  if (!last) return [];
  const { name } = last.metadata;
  const {
    phase,
    message = 'nothing more is known.',
    completedAt,
  } = last.status;
  const subject = schedule === undefined ? 'backup' : `backup of ${schedule}`;
  return [
    phase === 'Failed'
      ? {
          ...{ subject, state: 'bad', severity: 'high' },
          title: `the backup ${name} failed`,
          description: message,
          since: moment(completedAt),
        }
      : {
          ...{ subject, state: 'good' },
          title: schedule
            ? `backups of the schedule ${schedule} succeed again`
            : 'backups succeed again',
          description: `${name}: ${message}`,
        },
  ];
}
