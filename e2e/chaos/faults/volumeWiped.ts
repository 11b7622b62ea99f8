import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nothingToHeal, Scenario } from '../Scenario';
import { volumeOf } from './volume';

/** The primary comes back under its name with nothing: an empty set is no history, whoever holds it. */
export const volumeWiped: Scenario = {
  name: 'volume-wiped',
  what: 'mysqld of the primary is killed, and its volume is empty when it starts again',
  writesReturn: 'during',
  newPrimary: true,
  within: 60,
  holdSeconds: 0,
  short: false,
  inject: async ({ database, primary }) => {
    const found = database.mysqld(primary);
    const volume = volumeOf(found);
    process.kill(found.supervisor, 'SIGSTOP');
    try {
      process.kill(found.pid, 'SIGKILL');
      for (const name of readdirSync(volume)) {
        rmSync(join(volume, name), { recursive: true, force: true });
      }
    } finally {
      process.kill(found.supervisor, 'SIGCONT');
    }
    return nothingToHeal;
  },
};
