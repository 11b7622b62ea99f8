/** What may be asked of binary logs, purged from them, and fetched out of them. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mysqld } from './mysqld';
import { Pending } from './pending';
import { commitWaits, copiesOf, expect, insert, test } from './scene';
import { caughtUp, executed, startTrio, type Trio } from './trio';
import { until } from './until';

/** `ER_WARN_PURGE_LOG_IN_USE`. */
const IN_USE = 1867;

async function files(mysqld: Mysqld): Promise<string[]> {
  const rows = await mysqld.rows('SHOW BINARY LOGS');
  return rows.map(row => String(row.Log_name));
}

/** The set that a file begins after. */
async function beginsAfter(mysqld: Mysqld, file: string): Promise<string> {
  const rows = await mysqld.rows(`SHOW BINLOG EVENTS IN '${file}' LIMIT 2`);
  const previous = rows.find(row => row.Event_type === 'Previous_gtids');
  return String(previous?.Info).replace(/\s/g, '');
}

/** Commits one row in each of so many files. */
async function fill(trio: Trio, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await (await insert(trio.primary, `file ${i}`)).outcome();
    await trio.primary.run('FLUSH BINARY LOGS');
  }
}

test.describe('PURGE BINARY LOGS TO', () => {
  test('leaves gtid_purged at the set that the named file begins after, and the transactions after it', async ({
    trio,
  }) => {
    const { primary } = trio;
    await fill(trio, 3);
    for (const replica of trio.replicas) await caughtUp(replica, primary);
    const [, , third = ''] = await files(primary);
    const begins = await beginsAfter(primary, third);
    // A receiver has moved on to the last file once its source's heartbeats say so.
    await until('the old files are read by nobody', async () => {
      await primary.run(`PURGE BINARY LOGS TO '${third}'`);
      return (await files(primary))[0] === third;
    });
    expect(
      String(await primary.value('SELECT @@global.gtid_purged')).replace(
        /\s/g,
        '',
      ),
    ).toBe(begins);
    expect((await executed(primary)).replace(/\s/g, '')).not.toBe(begins);
  });

  test('never takes the file that is written', async ({ trio }) => {
    const { primary } = trio;
    await fill(trio, 2);
    const last = (await files(primary)).at(-1);
    await until('all others are purged', async () => {
      await primary.run(`PURGE BINARY LOGS TO '${last}'`);
      return (await files(primary)).length === 1;
    });
    expect(await files(primary)).toEqual([last]);
  });

  test('stops with a warning at a file that a connected replica reads', async ({
    trio,
  }) => {
    const { primary } = trio;
    const [, slow] = trio.replicas;
    await primary.run('CREATE TABLE app.wide (v LONGBLOB)');
    await caughtUp(slow, primary);
    slow.signal('SIGSTOP');
    try {
      // More than the buffers of the connection hold, so that the sender stays in this file.
      const wide =
        "INSERT INTO app.wide VALUES (REPEAT('x', 12 * 1024 * 1024))";
      await primary.run(
        'SET SESSION binlog_transaction_compression=OFF',
        wide,
        wide,
      );
      await primary.run('FLUSH BINARY LOGS');
      const before = await files(primary);
      const last = before.at(-1);
      const admin = await primary.connect('admin');
      await admin.query(`PURGE BINARY LOGS TO '${last}'`);
      const [warnings] = await admin.query('SHOW WARNINGS');
      admin.destroy();
      expect(JSON.stringify(warnings)).toContain(String(IN_USE));
      expect((await files(primary)).length).toBeGreaterThan(1);
    } finally {
      slow.signal('SIGCONT');
    }
  });

  test('cuts off a replica that is away and needs it: it is refused, and nothing is skipped', async ({
    trio,
  }) => {
    const { primary } = trio;
    const [other, away] = trio.replicas;
    await away.run('STOP REPLICA IO_THREAD');
    await fill(trio, 2);
    await caughtUp(other, primary);
    const last = (await files(primary)).at(-1);
    await until('all others are purged', async () => {
      await primary.run(`PURGE BINARY LOGS TO '${last}'`);
      return (await files(primary)).length === 1;
    });
    const had = await executed(away);
    await away.run('START REPLICA IO_THREAD');
    await until(
      'it is refused',
      async () =>
        (await away.value(
          'SELECT LAST_ERROR_NUMBER FROM performance_schema.replication_connection_status',
        )) === 13114, // ER_SERVER_SOURCE_FATAL_ERROR_READING_BINLOG, with 1236 in its text
    );
    expect(await executed(away)).toBe(had);
  });
});

test.describe('While a commit waits for its acknowledgement', () => {
  test('binary logs are listed, read and purged, and it goes on waiting', async ({
    trio,
  }) => {
    await fill(trio, 2);
    for (const replica of trio.replicas) await caughtUp(replica, trio.primary);
    const scene = await commitWaits(trio);
    const names = await files(scene.primary);
    expect(await beginsAfter(scene.primary, names[1] ?? '')).toContain(':1-');
    await scene.admin.query(`PURGE BINARY LOGS TO '${names.at(-1)}'`);
    expect(await files(scene.primary)).toEqual([names.at(-1)]);
    expect(scene.commit.told).toBe('nothing');
  });

  test('FLUSH BINARY LOGS hangs, SHOW BINARY LOGS behind it, and a replica that comes back releases all', async ({
    trio,
  }) => {
    const scene = await commitWaits(trio);
    const flush = new Pending(scene.admin.query('FLUSH BINARY LOGS'));
    await until(
      'FLUSH is under way',
      async () =>
        (await scene.primary.value(
          "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_INFO = 'FLUSH BINARY LOGS'",
        )) === 1,
    );
    const show = new Pending(
      (await scene.primary.connect('admin')).query('SHOW BINARY LOGS'),
    );
    expect(await flush.toldWithin(500)).toBe('nothing');
    expect(await show.toldWithin(500)).toBe('nothing');
    const [replica] = trio.replicas;
    await replica.run('START REPLICA IO_THREAD');
    expect(await scene.commit.outcome()).toBe('ok');
    expect(await flush.outcome()).toBe('ok');
    expect(await show.outcome()).toBe('ok');
  });
});

test('A dead primary’s binary log is applied as a relay log, and what is there already is not applied twice', async () => {
  const trio = await startTrio({ relay_log: 'relay-bin', log_bin: 'binlog' });
  try {
    const { primary } = trio;
    const [winner] = trio.replicas;
    await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
    await (await insert(primary, 'on both')).outcome();
    await caughtUp(winner, primary);
    await winner.run('STOP REPLICA IO_THREAD');
    await (await insert(primary, 'on the dead one alone')).outcome();
    const all = await executed(primary);
    await primary.kill();
    const log = 'relay-bin-rescue.000001';
    copyFileSync(
      join(primary.dataDir, 'binlog.000001'),
      join(winner.dataDir, log),
    );
    writeFileSync(join(winner.dataDir, 'relay-bin-rescue.index'), `./${log}\n`);
    await winner.run(
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST='dead.invalid', SOURCE_AUTO_POSITION=0, RELAY_LOG_FILE='${log}', RELAY_LOG_POS=4 FOR CHANNEL 'rescue'`,
      "START REPLICA SQL_THREAD FOR CHANNEL 'rescue'",
    );
    expect(
      await winner.value(`SELECT WAIT_FOR_EXECUTED_GTID_SET('${all}', 20)`),
    ).toBe(0);
    await winner.run(
      "STOP REPLICA FOR CHANNEL 'rescue'",
      "RESET REPLICA ALL FOR CHANNEL 'rescue'",
    );
    expect(await copiesOf(winner, 'on both')).toBe(1);
    expect(await copiesOf(winner, 'on the dead one alone')).toBe(1);
    expect(await executed(winner)).toBe(all);
  } finally {
    await trio.remove();
  }
});
