import { mySqlContract } from '../contract';
import { inMemoryTrio } from './InMemoryTrio';
import { VirtualClock } from './VirtualClock';

describe('The model of MySQL, as the adapter shows it', () => {
  it.each(mySqlContract.map(({ title, run }) => ({ title, run })))(
    '$title',
    async ({ run }) => {
      const clock = new VirtualClock();
      const ran = clock.advanceUntil(run(inMemoryTrio(clock)), 120_000);
      await expect(ran).resolves.toBeUndefined();
    },
  );
});
