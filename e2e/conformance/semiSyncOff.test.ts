/**
 * How long switching semi-sync off takes, and who waits meanwhile. The thread that reads acknowledgements looks up once
 * a second, or when a replica acknowledges or leaves (`listen_on_sockets` in MySQL's plugin/semisync); whoever ends it
 * waits for that and holds a lock that each login and each read of a global variable needs.
 */
import type { Connection } from 'mysql2/promise';
import type { Mysqld } from './mysqld';
import { Pending } from './pending';
import {
  commitWaits,
  copiesOf,
  disconnect,
  expect,
  insert,
  reconnect,
  test,
} from './scene';
import { connectedReplicas, status, type Trio } from './trio';
import { until } from './until';

const OFF = 'SET GLOBAL rpl_semi_sync_source_enabled=OFF';
/** Far from both what it takes when the thread wakes, some milliseconds, and the second that it sleeps. */
const SHORT_MS = 500;

test.describe('semi-sync is switched off on a primary that is read-only', () => {
  test('while its replicas stay and are silent, logins and reads of global variables wait behind it', async ({
    trio,
  }) => {
    const { primary } = trio;
    // A look may come before the statement has got as far as to wait.
    await until('both were told after it', async () => {
      const admin = await drained(trio);
      const other = await primary.connect('admin');
      const told: string[] = [];
      const off = admin.query(OFF).then(() => told.push('off'));
      await isUnderWay(primary, OFF);
      await Promise.all([
        off,
        primary.connect('app').then(() => told.push('login')),
        other.query('SELECT @@global.read_only').then(() => told.push('read')),
      ]);
      return told[0] === 'off';
    });
  });

  test('a replica leaves meanwhile: it is done at once', async ({ trio }) => {
    await until('it took less than half a second', async () => {
      const admin = await drained(trio);
      const began = performance.now();
      await Promise.all([
        admin.query(OFF),
        trio.replicas[0].run('STOP REPLICA IO_THREAD'),
      ]);
      return performance.now() - began < SHORT_MS;
    });
  });

  test('all replicas left before: nothing wakes the thread any more', async ({
    trio,
  }) => {
    await until('it took more than half a second', async () => {
      const admin = await drained(trio);
      await disconnect(trio);
      const began = performance.now();
      await admin.query(OFF);
      return performance.now() - began > SHORT_MS;
    });
  });

  test('offline_mode=ON makes the replicas leave too', async ({ trio }) => {
    const { primary } = trio;
    await primary.run('SET GLOBAL offline_mode=ON');
    await until(
      'no dump thread is left',
      async () =>
        (await primary.value(
          "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_COMMAND LIKE 'Binlog Dump%'",
        )) === 0,
    );
  });
});

test('SET super_read_only=ON and semi-sync OFF in one statement, while a commit waits: it hangs, and killed it has switched nothing off', async ({
  trio,
}) => {
  const { primary, commit, admin } = await commitWaits(trio);
  const asking = await primary.connect('admin');
  const both = new Pending(
    asking.query(
      'SET GLOBAL super_read_only=ON, GLOBAL rpl_semi_sync_source_enabled=OFF',
    ),
  );
  await until(
    'the SET is under way',
    async () => (await primary.value('SELECT @@super_read_only')) === 1,
  );
  expect(await both.toldWithin(1_000)).toBe('nothing');
  await admin.query(`KILL ${asking.threadId}`);
  expect(await both.outcome(2_000)).toBe('error');
  expect(await primary.value('SELECT @@rpl_semi_sync_source_enabled')).toBe(1);
  expect(commit.told).toBe('nothing');
  expect(await copiesOf(primary, 'waiting')).toBe(0);
  await reconnect(trio);
  expect(await commit.outcome()).toBe('ok');
});

test('two acknowledgements are waited for, and the second replica attaches after the first has given its own: it is heard when the thread looks up again', async ({
  trio,
}) => {
  const { primary, replicas } = trio;
  await primary.run('SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=2');
  await until('it took more than half a second', async () => {
    await disconnect(trio);
    await until(
      'the primary has let them go',
      async () => (await status(primary, 'Rpl_semi_sync_source_clients')) === 0,
    );
    const commit = await insert(primary, 'first');
    await replicas[0].run('START REPLICA IO_THREAD');
    await until(
      'the first one has it',
      async () =>
        (await copiesOf(replicas[0], 'first')) ===
        (await copiesOf(primary, 'first')) + 1,
    );
    const began = performance.now();
    await replicas[1].run('START REPLICA IO_THREAD');
    expect(await commit.outcome()).toBe('ok');
    return performance.now() - began > SHORT_MS;
  });
});

/** A primary with semi-sync and two replicas that has stopped taking writes; a connection to it. */
async function drained(trio: Trio): Promise<Connection> {
  const { primary, replicas } = trio;
  const admin = await primary.connect('admin');
  await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=ON');
  for (const replica of replicas) await replica.run('START REPLICA');
  await connectedReplicas(primary, 2);
  await primary.run(
    'SET GLOBAL super_read_only=OFF',
    'SET GLOBAL read_only=OFF',
    "INSERT INTO app.t (v) VALUES ('last')",
  );
  await admin.query('SET GLOBAL super_read_only=ON');
  return admin;
}

/** Waits until a server works on a statement. */
async function isUnderWay(mysqld: Mysqld, statement: string): Promise<void> {
  await until(
    'the statement is under way',
    async () =>
      (
        await mysqld.rows(
          `SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_INFO = '${statement}'`,
        )
      ).length > 0,
  );
}
