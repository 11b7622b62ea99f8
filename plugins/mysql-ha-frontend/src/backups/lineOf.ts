import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import type { Tone } from '../verdict';
import { age } from '../words';
import { backupState, lastGood, momentOf } from './backupState';
import { reachability } from './lists/reachability';
import { recoverableRange } from './recoverableRange';
import { secondsWords } from './secondsWords';

/** Backups in a line: how urgent it is, and what is to be said. */
export interface BackupLine {
  readonly tone: Tone;
  readonly parts: readonly string[];
}

/**
 * When the last good backup was and what can be restored; what went wrong with the newest; and that nothing is scheduled,
 * which somebody may have wanted so. Pure.
 */
export function lineOf(
  view: BackupsView,
  now: number,
  t: Translate,
): BackupLine {
  const { backups, schedules, locations, defaultLocation } = view;
  const good = lastGood(backups);
  const range = recoverableRange(view);
  const newest = backups.find(({ deleting }) => !deleting);
  const failed = newest !== undefined && backupState(newest) === 'Failed';
  const running = backups.some(each => backupState(each) === 'Running');
  const refused = locations.find(
    each =>
      each.name === (defaultLocation ?? newest?.spec.locationName) &&
      reachability(each).holds === 'False',
  );
  const scheduled = schedules.some(({ spec }) => !spec.suspend);
  const parts = [
    good
      ? t('backups.line.last', {
          age: age(new Date(momentOf(good)).toISOString(), now) ?? '',
        })
      : t('backups.line.none'),
    running && t('backups.line.running'),
    range &&
      t('backups.line.anySecond', { seconds: secondsWords(range, now, t) }),
    failed && t('backups.line.failed'),
    refused && t('backups.line.unreachable', { location: refused.name }),
    !scheduled && t('backups.line.unscheduled'),
  ].filter(part => typeof part === 'string');
  if (failed || refused) return { tone: 'warn', parts };
  if (running) return { tone: 'busy', parts };
  return { tone: good && scheduled ? 'good' : 'note', parts };
}
