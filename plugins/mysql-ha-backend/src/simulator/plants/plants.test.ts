import { seedsFrom, simulateSeeds } from '../simulateSeeds';
import { PLANTS } from './plants';

/** Within so many schedules each must be found. */
const BOUND = 3_000;

// Virtual hours pass in it; a busy machine needs real seconds for them.
jest.setTimeout(300_000);

describe('The simulator finds it when', () => {
  it.each(Object.keys(PLANTS))('%s', async name => {
    const totals = await simulateSeeds(
      seedsFrom(1, BOUND),
      PLANTS[name],
      ({ failures }) => failures.length > 0,
    );
    expect(totals.failures.map(({ violation }) => violation)).toEqual([
      expect.objectContaining({ invariant: expect.any(String) }),
    ]);
  });
});
