import { nothingToHeal, Scenario } from '../Scenario';

/** A crash. */
export const kill: Scenario = {
  name: 'kill',
  what: 'mysqld of the primary is killed (SIGKILL)',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: true,
  inject: async arena => {
    arena.kill(arena.primary);
    return nothingToHeal;
  },
};
