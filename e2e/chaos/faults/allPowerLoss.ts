import { cutPower, up } from '../../../local-cluster/index.ts';
import { Scenario } from '../Scenario';
import { writeUnsynced } from './unsynced';

/**
 * Nobody is left who remembers anything but what is on a disk: an acknowledgement that a replica gave from memory is a
 * lost commit.
 */
export const allPowerLoss: Scenario = {
  name: 'all-power-loss',
  what: 'all nodes lose their power at once, and their volumes all that was not synced',
  writesReturn: 'after',
  newPrimary: false,
  within: 180,
  holdSeconds: 2,
  short: false,
  inject: async arena => {
    const { database, instances } = arena;
    const expectations = instances.map(name => writeUnsynced(database, name));
    const nodes = new Set(instances.map(name => arena.nodeOf(name)));
    await Promise.all([...nodes].map(node => cutPower(node)));
    return async () => {
      await up();
      await Promise.all(expectations.map(expectForgotten => expectForgotten()));
    };
  },
};
