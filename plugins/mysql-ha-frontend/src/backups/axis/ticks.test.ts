import { ticksOf } from './ticks';

const HOUR = 3_600_000;
const noon = new Date(2026, 4, 10, 12).getTime();

describe('marks of the axis', () => {
  it.each([
    ['hours of a day', 24, 900, 3],
    ['days of a week', 7 * 24, 900, 24],
    ['every other day where there is less room', 7 * 24, 400, 48],
    ['weeks of a quarter', 90 * 24, 1_100, 7 * 24],
  ])('are %s', (_, hours, width, step) => {
    const ticks = ticksOf(noon - hours * HOUR, noon, width);
    expect(ticks.length).toBeGreaterThan(1);
    for (const { at } of ticks) {
      expect(at).toBeGreaterThanOrEqual(noon - hours * HOUR);
      expect(at).toBeLessThanOrEqual(noon);
    }
    const steps = ticks
      .slice(1)
      // An hour more or less where daylight saving begins or ends between them.
      .map(({ at }, index) => Math.round((at - ticks[index].at) / HOUR / step));
    expect(new Set(steps)).toEqual(new Set([1]));
  });

  it('say the day at midnight and the time at any other hour', () => {
    const labels = ticksOf(noon - 24 * HOUR, noon, 900).map(each => each.label);
    expect(labels.filter(label => !/\d\d:\d\d/.test(label))).toHaveLength(1);
  });

  it('are there however long it is', () => {
    expect(ticksOf(noon - 9_000 * 24 * HOUR, noon, 900).length).toBeLessThan(
      40,
    );
  });
});
