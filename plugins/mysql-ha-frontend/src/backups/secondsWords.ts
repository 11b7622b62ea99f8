import type { Translate } from '../translation';
import { duration } from '../words';
import type { Span } from './recoverableRange';

/** The archive follows to the minute; so much later it is told to be late, in milliseconds. */
const CURRENT_MS = 5 * 60_000;

/** How far back every second can be restored; an archive that stands still is no longer one of “the last” days. */
export function secondsWords(
  { from, to }: Span,
  now: number,
  t: Translate,
): string {
  const span = duration((to - from) / 1_000);
  return now - to < CURRENT_MS
    ? t('backups.recoverable.anySecond', { span })
    : t('backups.recoverable.anySecondUntil', {
        span,
        age: duration((now - to) / 1_000),
      });
}
