import { cutPower, up } from '../../../local-cluster/index.ts';
import { Scenario } from '../Scenario';
import { writeUnsynced } from './unsynced';

/** The primary’s node is gone at once, and its volume forgets what was only in memory: what was acknowledged was not. */
export const powerLoss: Scenario = {
  name: 'power-loss',
  what: 'the primary’s node loses its power, and its volume all that was not synced',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 2,
  short: false,
  inject: async arena => {
    const expectForgotten = writeUnsynced(arena.database, arena.primary);
    await cutPower(arena.nodeOf(arena.primary));
    return async () => {
      await up();
      await expectForgotten();
    };
  },
};
