import type { BackupView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { age, bytes, clock, milliseconds } from '../words';
import { backupState, momentOf, tookOf } from './backupState';

/** The word for how a backup is. */
export function stateWord(backup: BackupView, t: Translate): string {
  const state = backupState(backup);
  switch (state) {
    case 'Proved':
      return `${t('backups.phase.Succeeded')}, ${t(
        'backups.verification.Proved',
      )}`;
    case 'Refuted':
      return t('backups.verification.Refuted');
    default:
      return t(`backups.phase.${state}`);
  }
}

/** Its size, as the engine says it or from the bytes; undefined while nobody knows. */
export function sizeWords({ status }: BackupView): string | undefined {
  return (
    status.size ??
    (status.sizeBytes === undefined ? undefined : bytes(status.sizeBytes))
  );
}

/** All that the axis has room to say of a backup, in one line. */
export function backupWords(
  backup: BackupView,
  now: number,
  t: Translate,
): string {
  const moment = momentOf(backup);
  const took = tookOf(backup, now);
  const { verifiedAt } = backup.status;
  return [
    backup.name,
    Number.isFinite(moment) && clock(new Date(moment).toISOString(), now),
    stateWord(backup, t),
    sizeWords(backup),
    took !== undefined && milliseconds(took),
    verifiedAt !== undefined &&
      t('backups.line.proved', { age: age(verifiedAt, now) ?? '' }),
  ]
    .filter(Boolean)
    .join(' · ');
}
