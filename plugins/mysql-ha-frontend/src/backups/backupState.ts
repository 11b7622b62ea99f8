import {
  BackupView,
  isRefuted,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from '../verdict';

/** How a backup is to be taken, in one word. */
export type BackupState =
  | 'Deleting'
  | 'Pending'
  | 'Running'
  | 'Failed'
  | 'Refuted'
  | 'Proved'
  | 'Succeeded';

/** What is true of a backup: that it is going outweighs how it went, and what a restore proved outweighs that it was made. */
export function backupState({ deleting, status }: BackupView): BackupState {
  if (deleting) return 'Deleting';
  const phase = status.phase ?? 'Pending';
  if (phase !== 'Succeeded') return phase;
  if (isRefuted(status)) return 'Refuted';
  return status.verifiedAt === undefined ? 'Succeeded' : 'Proved';
}

/** How each is to be taken. */
export const BACKUP_TONES: Readonly<Record<BackupState, Tone>> = {
  Deleting: 'off',
  Pending: 'unknown',
  Running: 'busy',
  Failed: 'bad',
  Refuted: 'bad',
  Proved: 'good',
  Succeeded: 'good',
};

/** Whether data can be had back from it. */
export function isGood(backup: BackupView): boolean {
  const state = backupState(backup);
  return state === 'Succeeded' || state === 'Proved';
}

/** Whether it is of the cluster on whose page it stands, and not of one of the same name elsewhere, found in a shared place. */
export function isOwn({ namespace, spec, status }: BackupView): boolean {
  return (
    status.origin === undefined ||
    status.origin === `${namespace}/${spec.clusterName}`
  );
}

/** The moment that its data are of, as far as it is known, in milliseconds since the epoch. */
export function momentOf({ status, createdAt }: BackupView): number {
  return Date.parse(status.completedAt ?? status.startedAt ?? createdAt ?? '');
}

/** How long it took, or takes, in milliseconds. */
export function tookOf(
  { status }: BackupView,
  now: number,
): number | undefined {
  if (status.startedAt === undefined) return undefined;
  const end =
    status.completedAt === undefined ? now : Date.parse(status.completedAt);
  return Math.max(0, end - Date.parse(status.startedAt));
}

/** The newest one from which the cluster’s own data can be had back. */
export function lastGood(
  backups: readonly BackupView[],
): BackupView | undefined {
  return backups
    .filter(each => isGood(each) && isOwn(each))
    .reduce<BackupView | undefined>(
      (best, each) =>
        best === undefined || momentOf(each) > momentOf(best) ? each : best,
      undefined,
    );
}
