import { Scenario } from '../Scenario';

/** A hang, after which the old primary wakes up and believes that nothing has happened. */
export const stop: Scenario = {
  name: 'stop',
  what: 'mysqld of the primary is frozen (SIGSTOP), and wakes up when another leads',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 3,
  short: true,
  inject: async ({ database, primary }) => {
    const { pid } = database.mysqld(primary);
    process.kill(pid, 'SIGSTOP');
    return async () => {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // The engine had it killed meanwhile, which is its right.
      }
    };
  },
};
