import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MysqldProcess } from '../../cluster/mysqldProcess';

/** An instance's volume as this machine sees it. */
export function volumeOf({ supervisor }: MysqldProcess): string {
  return `/proc/${supervisor}/root/var/lib/mysql`;
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
