import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { replacedBecause } from '../judge';
import { Scenario } from '../Scenario';
import { volumeOf } from './volume';

/** mysqld waits for somebody to make room, and every commit with it; the others have room. */
export const diskFull: Scenario = {
  name: 'disk-full',
  what: 'the primary’s volume is filled to the last byte, and freed again',
  writesReturn: 'during',
  newPrimary: true,
  within: 60,
  holdSeconds: 3,
  short: false,
  judge: replacedBecause(/^the disk of .* is full$/),
  inject: async ({ database, primary }) => {
    const volume = volumeOf(database.mysqld(primary));
    const ballasts: string[] = [];
    // In ever smaller pieces, since the file system needs some room for each.
    for (let piece = 0; piece < 40; piece++) {
      const { bavail, bsize } = statfsSync(volume);
      if (bavail === 0) break;
      const bytes = Math.max(bsize, Math.floor((bavail * bsize) / 2));
      const ballast = join(volume, `ballast-${piece}`);
      ballasts.push(ballast);
      try {
        execFileSync('fallocate', ['--length', `${bytes}`, ballast], {
          stdio: 'ignore',
        });
      } catch {
        // As full as it gets.
        if (bytes === bsize) break;
      }
    }
    return async () => {
      // The pod may be another one by now; then its volume is seen through that.
      const now = volumeOf(database.mysqld(primary));
      for (const ballast of ballasts) {
        rmSync(ballast.replace(volume, now), { force: true });
      }
    };
  },
};
