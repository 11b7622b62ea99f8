import type { BackupStatus } from './backupStatus';

/**
 * Whether a restore has shown that a backup does not come back. That it is being tried once more, or could not be tried, changes
 * nothing about it; only a proof that holds does.
 * @public
 */
export function isRefuted({
  refutedAt,
  verification,
}: Pick<BackupStatus, 'refutedAt' | 'verification'>): boolean {
  // An engine of before wrote the last restore alone.
  return refutedAt !== undefined || verification?.phase === 'Refuted';
}
