import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replacedOnlyBecause } from '../judge';
import { Scenario } from '../Scenario';
import { volumeOf } from './volume';

/** A few commits a second: slow, and not hung. */
const BYTES_PER_SECOND = 32 * 1024;
const LIMIT = 'blkio.throttle.write_bps_device';

/** Slowness alone is no reason to replace a primary; one that commits nothing for seconds hangs, whatever it waits for. */
export const slowDisk: Scenario = {
  name: 'slow-disk',
  what: 'the primary’s disk takes no more than 32 KiB a second',
  writesReturn: 'after',
  newPrimary: false,
  within: 120,
  holdSeconds: 12,
  short: false,
  judge: replacedOnlyBecause(/ hangs: it answers, and no write commits$/),
  inject: async ({ database, primary }) => {
    const found = database.mysqld(primary);
    const { dev } = statSync(volumeOf(found));
    // As the kernel packs them; a volume's own loop device has small numbers.
    const device = `${Math.floor(dev / 256)}:${dev % 256}`;
    const limit = join(blockCgroup(found.pid), LIMIT);
    writeFileSync(limit, `${device} ${BYTES_PER_SECOND}`);
    return async () => {
      // A pod that was replaced took its limit along.
      if (existsSync(limit)) writeFileSync(limit, `${device} 0`);
    };
  },
};

/** @throws Error where control groups of the first version don't limit block devices */
function blockCgroup(pid: number): string {
  const [, path] =
    /^\d+:blkio:(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8')) ?? [];
  const folder = join('/sys/fs/cgroup/blkio', path ?? '');
  if (path !== undefined && existsSync(join(folder, LIMIT))) return folder;
  throw new Error(
    'this machine has no blkio control group by which a disk could be slowed',
  );
}
