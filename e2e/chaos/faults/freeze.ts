import { setTimeout as delay } from 'node:timers/promises';
import { Scenario } from '../Scenario';

/** How long mysqld may be awake at most before the one who can fence it, in milliseconds. */
const AHEAD_MS = 1_500;

/** A stalled virtual machine: mysqld wakes up in the midst of what it did, and nobody could end it meanwhile. */
export const freeze: Scenario = {
  name: 'freeze',
  what: 'the primary’s mysqld and supervisor are frozen, and wake up when another leads, mysqld first',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 3,
  short: false,
  inject: async ({ database, primary, random }) => {
    const { pid, supervisor } = database.mysqld(primary);
    process.kill(supervisor, 'SIGSTOP');
    process.kill(pid, 'SIGSTOP');
    return async () => {
      process.kill(pid, 'SIGCONT');
      await delay(random.below(AHEAD_MS));
      process.kill(supervisor, 'SIGCONT');
    };
  },
};
