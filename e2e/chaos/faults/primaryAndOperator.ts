import { nothingToHeal, Scenario } from '../Scenario';

/** The one who should help dies with the one to be helped. */
export const primaryAndOperator: Scenario = {
  name: 'primary-and-operator',
  what: 'mysqld of the primary and the acting operator are killed at once; another operator stands by',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async arena => {
    const [acting] = await arena.operatorAndStandby();
    const ended = acting.kill();
    arena.kill(arena.primary);
    await ended;
    return nothingToHeal;
  },
};
