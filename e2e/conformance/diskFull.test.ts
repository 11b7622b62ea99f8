/** A primary whose volume is full: mysqld waits for somebody to make room, and every commit with it. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mysqld } from './mysqld';
import { commitsWaiting, expect, insert, test } from './scene';
import { caughtUp, connectedReplicas } from './trio';
import { until } from './until';

/** Room for a small server's data directory, and a little for its binary log. */
const VOLUME_MIB = 320;

test.describe('the volume of a primary is full', () => {
  test.skip(process.getuid?.() !== 0, 'a small volume is mounted by root');

  // mysqld looks for room once a minute.
  test.describe.configure({ timeout: 180_000 });

  let unmount = () => {};
  test.afterEach(() => unmount());

  test('a commit hangs before anybody is asked for an acknowledgement; reads and logins are answered; it goes on by itself when there is room', async ({
    trio,
  }) => {
    const { primary } = trio;
    unmount = await giveVolume(primary);
    await primary.run(
      'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=1',
      'SET GLOBAL rpl_semi_sync_source_enabled=ON',
    );
    await connectedReplicas(primary, 2);
    await primary.run('SET GLOBAL super_read_only=OFF, GLOBAL read_only=OFF');
    const ballast = join(primary.dataDir, 'ballast');
    fill(ballast);
    // The last page of the binary log takes a few more.
    const commit = await until('a commit hangs', async () => {
      const next = await insert(primary, 'hangs');
      return (await next.toldWithin(2_000)) === 'nothing' && next;
    });
    await commitsWaiting(primary, 0);
    const client = await primary.connect('app');
    await client.query('SELECT COUNT(*) FROM app.t');
    expect(primary.log).toMatch(/disk is full|No space left/i);
    rmSync(ballast);
    expect(await commit.outcome(90_000)).toBe('ok');
    for (const replica of trio.replicas) await caughtUp(replica, primary);
  });
});

/** Moves a server's data to a small volume of their own. @returns what takes the volume away */
async function giveVolume(mysqld: Mysqld): Promise<() => void> {
  await mysqld.kill();
  const aside = join(mysqld.folder, 'aside');
  cpSync(mysqld.dataDir, aside, { recursive: true });
  execFileSync('mount', [
    ...['-t', 'tmpfs', '-o', `size=${VOLUME_MIB}m`],
    ...['tmpfs', mysqld.dataDir],
  ]);
  cpSync(aside, mysqld.dataDir, { recursive: true });
  rmSync(aside, { recursive: true });
  await mysqld.start();
  return () => {
    mysqld.signal('SIGKILL');
    execFileSync('umount', ['--lazy', mysqld.dataDir]);
  };
}

/** Leaves no byte. */
function fill(ballast: string): void {
  try {
    writeFileSync(ballast, Buffer.alloc(VOLUME_MIB * 1024 ** 2));
  } catch (error) {
    if (!String(error).includes('ENOSPC')) throw error;
  }
}
