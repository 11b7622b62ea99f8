import { nothingToHeal, Scenario } from '../Scenario';
import { loseVolume } from './volume';

/** The primary comes back under its name with nothing: an empty set is no history, whoever holds it. */
export const volumeWiped: Scenario = {
  name: 'volume-wiped',
  what: 'mysqld of the primary is killed, and its volume is empty when it starts again',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async ({ database, primary }) => {
    loseVolume(database.mysqld(primary));
    return nothingToHeal;
  },
};
