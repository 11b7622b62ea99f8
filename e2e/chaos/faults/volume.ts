import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { MysqldProcess } from '../../cluster/mysqldProcess';
import { until } from '../../cluster/until';

/** So many files at most take the space of a volume, each half of what is left. */
const PIECES = 40;

/** How long a new pod or a node that is switched on may take, in seconds. */
const RUNNING_SECONDS = 120;

/** An instance's volume as this machine sees it. */
export function volumeOf({ supervisor }: MysqldProcess): string {
  return `/proc/${supervisor}/root/var/lib/mysql`;
}

/** What is free for mysqld, and all there is, in bytes. */
export function spaceOf(mysqld: MysqldProcess): {
  readonly freeBytes: number;
  readonly totalBytes: number;
} {
  const { bavail, blocks, bsize } = statfsSync(volumeOf(mysqld));
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/**
 * Takes the space of an instance's volume until only so much is left.
 * @returns what gives it back
 */
export function takeSpace(
  database: DatabaseUnderTest,
  instance: string,
  leftBytes: number,
): () => Promise<void> {
  const volume = volumeOf(database.mysqld(instance));
  const names: string[] = [];
  // In ever smaller pieces, since the file system needs some room for each.
  for (let piece = 0; piece < PIECES; piece++) {
    const { bavail, bsize } = statfsSync(volume);
    const over = bavail * bsize - leftBytes;
    if (over < bsize) break;
    const bytes = Math.max(bsize, Math.floor(over / 2));
    const name = `ballast-${piece}`;
    names.push(name);
    try {
      execFileSync('fallocate', ['--length', `${bytes}`, join(volume, name)], {
        stdio: 'ignore',
      });
    } catch {
      // As full as it gets.
      if (bytes === bsize) break;
    }
  }
  return async () => {
    // Seen through the supervisor, whether its mysqld can start or not; if the pod is another one, through that.
    const now = existsSync(volume)
      ? volume
      : await runningVolume(database, instance);
    for (const name of names) rmSync(join(now, name), { force: true });
  };
}

/** An instance's volume, when its mysqld runs again. @throws Error when it does not within two minutes */
export function runningVolume(
  database: DatabaseUnderTest,
  instance: string,
): Promise<string> {
  return until(
    `mysqld of ${instance} runs, so that its volume is seen`,
    () => {
      try {
        return volumeOf(database.mysqld(instance));
      } catch {
        return undefined;
      }
    },
    { seconds: RUNNING_SECONDS },
  );
}

/** mysqld is killed, and finds an empty volume when it starts again. */
export function loseVolume(mysqld: MysqldProcess): void {
  const volume = volumeOf(mysqld);
  process.kill(mysqld.supervisor, 'SIGSTOP');
  try {
    process.kill(mysqld.pid, 'SIGKILL');
    for (const name of readdirSync(volume)) {
      rmSync(join(volume, name), { recursive: true, force: true });
    }
  } finally {
    process.kill(mysqld.supervisor, 'SIGCONT');
  }
}
