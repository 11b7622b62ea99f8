import type { BackupView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupState, backupState, momentOf } from '../backupState';
import type { Span } from '../recoverableRange';

/** A backup on the axis. */
export interface Mark {
  readonly backup: BackupView;
  readonly state: BackupState;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 0 to 1: how high it stands, by its size beside the largest one. */
  readonly height: number;
}

/** What is on its way, or never came to be, has no size yet; it stands low, and is seen. */
const LEAST = 0.28;

/** The backups within a span, the oldest first. The square root lets a small one beside a large one be seen. */
export function marksOf(backups: readonly BackupView[], span: Span): Mark[] {
  const largest = Math.max(
    1,
    ...backups.map(({ status }) => status.sizeBytes ?? 0),
  );
  return backups
    .map(backup => ({
      backup,
      state: backupState(backup),
      at: momentOf(backup),
      height: Math.max(
        LEAST,
        Math.sqrt((backup.status.sizeBytes ?? 0) / largest),
      ),
    }))
    .filter(({ at }) => span.from <= at && at <= span.to)
    .sort((a, b) => a.at - b.at);
}
