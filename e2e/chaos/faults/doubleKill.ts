import { nothingToHeal, Scenario } from '../Scenario';

/** Two of three crash in the same moment. */
export const doubleKill: Scenario = {
  name: 'double-kill',
  what: 'mysqld of the primary and of one replica are killed at once',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async arena => {
    arena.kill(arena.primary, arena.someReplica);
    return nothingToHeal;
  },
};
