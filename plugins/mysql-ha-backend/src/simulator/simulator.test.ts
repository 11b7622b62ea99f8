import { describeSchedule, REGRESSIONS } from './schedule';
import { simulate } from './simulate';
import { seedsFrom, simulateSeeds } from './simulateSeeds';

// Virtual hours pass in it; a busy machine needs real seconds for them.
jest.setTimeout(300_000);

describe('The simulator', () => {
  it('breaks no invariant in a hundred schedules, and covers what matters', async () => {
    const totals = await simulateSeeds(seedsFrom(1, 100));
    expect(
      totals.failures.map(({ schedule, violation }) => ({
        violation,
        schedule: describeSchedule(schedule),
      })),
    ).toEqual([]);
    expect(totals.sums.failovers).toBeGreaterThan(20);
    expect(totals.sums.acknowledged).toBeGreaterThan(2_000);
  });

  it.each(Object.keys(REGRESSIONS))(
    'does not find again that %s',
    async what => {
      const { violation } = await simulate(REGRESSIONS[what]);
      expect(violation).toBeUndefined();
    },
  );

  it('runs the same way again', async () => {
    const [one, again] = await Promise.all([
      simulateSeeds(seedsFrom(7, 3)),
      simulateSeeds(seedsFrom(7, 3)),
    ]);
    expect(again.sums).toEqual(one.sums);
  });
});
