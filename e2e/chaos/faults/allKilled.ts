import { nothingToHeal, Scenario } from '../Scenario';

/** A full outage without a farewell: commits that waited are there again on the primary, and nowhere else. */
export const allKilled: Scenario = {
  name: 'all-killed',
  what: 'mysqld is killed everywhere at once',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async arena => {
    arena.kill(...arena.instances);
    return nothingToHeal;
  },
};
