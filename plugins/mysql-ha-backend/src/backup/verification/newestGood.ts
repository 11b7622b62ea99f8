import {
  DELETE_WITH_DATA_ANNOTATION,
  MySQLBackup,
  isOwnBackup,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The newest backup of a cluster that is there to be restored: it is what one would restore tonight. */
export function newestGood(
  backups: readonly MySQLBackup[],
): MySQLBackup | undefined {
  return backups
    .filter(
      backup =>
        backup.status.phase === 'Succeeded' &&
        backup.status.path !== undefined &&
        isOwnBackup(backup) &&
        !isGoing(backup),
    )
    .sort((a, b) => completedAt(b) - completedAt(a))[0];
}

/** Whether somebody has decided that it goes. */
export function isGoing({ metadata }: MySQLBackup): boolean {
  return (
    metadata.deletionTimestamp !== undefined ||
    metadata.annotations[DELETE_WITH_DATA_ANNOTATION] === 'true'
  );
}

function completedAt({ status }: MySQLBackup): number {
  return Date.parse(status.completedAt ?? '') || 0;
}
