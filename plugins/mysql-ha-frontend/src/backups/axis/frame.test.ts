import { archived, backupsView, backupView } from '../../../dev/backups';
import { spanOf, usualRange } from './frame';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the axis of backups', () => {
  const now = Date.now();

  it.each([
    ['a day, when all there is is of today', backupsView(), 'day'],
    [
      'a day, when it has enough',
      backupsView({
        backups: [1, 2, 3, 4, 5, 100].map(hours =>
          backupView(`b-${hours}`, hours * 3_600),
        ),
      }),
      'day',
    ],
    ['a week of nightly ones', archived(), 'week'],
    [
      'everything, when all is old',
      backupsView({ backups: [backupView('old', 90 * 86_400)] }),
      'all',
    ],
  ])('begins with %s', (_, view, range) => {
    expect(usualRange(view, now)).toBe(range);
  });

  it('reaches to the next firing when that is near, and hardly beyond now when it is far', () => {
    const week = spanOf(archived(), 'week', now);
    expect(week.from).toBe(now - 7 * DAY);
    expect(week.to).toBeGreaterThan(now + 18.6 * HOUR);
    const day = spanOf(archived(), 'day', now);
    expect(day.to).toBeLessThan(now + HOUR);
  });

  it('holds everything there is, and a day at least', () => {
    expect(spanOf(archived(), 'all', now).from).toBeLessThan(now - 11 * DAY);
    expect(spanOf(backupsView(), 'all', now).from).toBe(now - DAY);
  });
});
