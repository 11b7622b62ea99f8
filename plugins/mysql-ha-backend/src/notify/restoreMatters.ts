import { MySQLRestore } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { initialOf } from '../backup/restore/initialRequest';
import { BackupMatter } from './BackupMatter';
import { moment } from './moment';

/**
 * Restores that failed. Of one that brings a cluster its first data the cluster itself says so, as what it is refused; that
 * one has succeeded nobody has to be called for. Pure.
 */
export function restoreMatters(
  restores: readonly MySQLRestore[],
): BackupMatter[] {
  return restores
    .filter(
      restore =>
        restore.status.phase === 'Failed' && initialOf(restore) === undefined,
    )
    .map(({ metadata, status }) => ({
      subject: `restore ${metadata.uid}`,
      ...{ state: 'bad', severity: 'high' },
      title: `the restore ${metadata.name} failed`,
      description: status.message ?? 'nothing more is known.',
      since: moment(status.completedAt),
    }));
}
