import {
  BackupScheduleSpec,
  isRefuted,
  MySQLBackup,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

const HOUR_MS = 3_600_000;
const UNITS: Readonly<Record<string, number>> = {
  h: HOUR_MS,
  d: 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
};

/**
 * The backups of a schedule that neither bound of its retention keeps. The last good one stays in any case, and one that is
 * being restored as a proof. Failed ones hold no data, and refuted ones none that come back: those from before the oldest
 * good one that stays have told what they had to tell.
 *
 * @param reachesBack - moments are restored from them: then the newest one from before `maxAge` stays too, since the oldest
 * moments that are to be kept are restored from it
 */
export function beyondRetention(
  backups: readonly MySQLBackup[],
  { keepLast, maxAge }: BackupScheduleSpec['retention'],
  now: number,
  reachesBack = false,
): readonly MySQLBackup[] {
  if (keepLast === undefined && maxAge === undefined) return [];
  const good = backups
    .filter(isGood)
    .sort((a, b) => completedAt(b) - completedAt(a));
  const oldest = maxAge === undefined ? Infinity : now - milliseconds(maxAge);
  const base = good.find(backup => completedAt(backup) < oldest);
  const kept = good.filter(
    (backup, index) =>
      index < Math.max(1, keepLast ?? 0) ||
      completedAt(backup) >= oldest ||
      (reachesBack && maxAge !== undefined && backup === base),
  );
  const oldestKept =
    kept.length > 0 ? Math.min(...kept.map(completedAt)) : -Infinity;
  return backups.filter(
    backup =>
      backup.status.verification?.phase !== 'Running' &&
      ((isGood(backup) && !kept.includes(backup)) ||
        (hasEnded(backup) && completedAt(backup) < oldestKept)),
  );
}

/** It succeeded, and no restore has shown that its data don’t come back. */
function isGood({ status }: MySQLBackup): boolean {
  return status.phase === 'Succeeded' && !isRefuted(status);
}

function hasEnded({ status }: MySQLBackup): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}

function completedAt({ metadata, status }: MySQLBackup): number {
  return (
    Date.parse(status.completedAt ?? metadata.creationTimestamp ?? '') || 0
  );
}

/** A number with a unit; the schema lets nothing else through. */
function milliseconds(age: string): number {
  return Number(age.slice(0, -1)) * (UNITS[age.slice(-1)] ?? Infinity);
}
