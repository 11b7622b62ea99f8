import type { Translate } from '../../translation';
import { gapAt, recoverableRange } from '../recoverableRange';
import { localWords, Moment } from './moment';

/** The range of moments that can be restored. */
export type MomentRange = NonNullable<ReturnType<typeof recoverableRange>>;

/** Why a moment can’t be restored, with the nearest ones that can; undefined for one that can. */
export function momentProblem(
  moment: Moment | undefined,
  { from, to, gaps }: MomentRange,
  t: Translate,
): string | undefined {
  if (moment === undefined) {
    return t('backups.restoring.momentRule', { example: localWords(to) });
  }
  // The ends are known to the millisecond or better, and shown in seconds: the seconds that they are in count.
  const second = 1_000;
  if (moment.at < from - second || moment.at > to + second) {
    return t('backups.restoring.momentOutside', {
      from: localWords(from),
      to: localWords(to),
    });
  }
  const gap = gapAt(gaps, moment.at);
  return (
    gap &&
    t('backups.restoring.momentGap', {
      from: localWords(gap.from),
      to: localWords(gap.to),
    })
  );
}
