import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { isGood, momentOf } from '../backupState';
import { nextFiring } from '../nextFiring';
import { recoverableRange } from '../recoverableRange';

const DAY = 86_400_000;

/** How much of the past is shown. */
export type RangeName = 'day' | 'week' | 'month' | 'all';

/** The choices, the shortest first. */
export const RANGES: readonly RangeName[] = ['day', 'week', 'month', 'all'];

const LENGTHS: Readonly<Record<Exclude<RangeName, 'all'>, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

/** Enough to see a rhythm. */
const ENOUGH = 5;

/** The part of the axis that lies after now when a firing is that near. */
const FUTURE = 0.3;

/** The first moment of which anything is known. */
function beginningOf(view: BackupsView, now: number): number {
  const moments = view.backups.map(momentOf).filter(Number.isFinite);
  return Math.min(now, recoverableRange(view)?.from ?? now, ...moments);
}

/** The range at which one begins to look: the shortest that shows some backups, or all of them. */
export function usualRange(view: BackupsView, now: number): RangeName {
  const beginning = beginningOf(view, now);
  const good = view.backups.filter(isGood).map(momentOf);
  return (
    (['day', 'week', 'month'] as const).find(name => {
      const from = now - LENGTHS[name];
      return (
        beginning >= from || good.filter(at => at >= from).length >= ENOUGH
      );
    }) ?? 'all'
  );
}

/** Where the axis begins and ends: a little after now, up to the next firing if that is near. */
export function spanOf(view: BackupsView, range: RangeName, now: number) {
  const length =
    range === 'all'
      ? Math.max(DAY, 1.04 * (now - beginningOf(view, now)))
      : LENGTHS[range];
  const next = nextFiring(view.schedules)?.at ?? now;
  const ahead = next - now;
  const isNear = ahead > 0 && ahead <= FUTURE * length;
  return {
    from: now - length,
    to: now + (isNear ? 1.12 * ahead + 0.01 * length : 0.02 * length),
  };
}
