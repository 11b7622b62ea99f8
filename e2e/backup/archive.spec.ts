/** The archive of the binary log follows a cluster through what happens to it. */
import { Superseded } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { failOver } from '../conformance/failOver';
import { commitWaits, reconnect } from '../conformance/scene';
import { caughtUp, executed } from '../conformance/trio';
import { until } from '../conformance/until';
import { type ArchiveBed, expect, heldAtEnd, test } from './archiveBed';

const insert = (value: string) => `INSERT INTO app.t (v) VALUES ('${value}')`;

/** All chapters that follow on each other, and that nothing is missing between them. */
async function requireWhole(bed: ArchiveBed): Promise<GtidSet> {
  const { chapters } = await bed.read();
  let held = GtidSet.EMPTY;
  for (const chapter of chapters) {
    expect(chapter.after.subtract(held).toString()).toBe('');
    expect(chapter.segments.map(({ sequence }) => sequence)).toEqual(
      chapter.segments.map((_, index) => index),
    );
    held = heldAtEnd(chapter);
  }
  return held;
}

test('each commit is in the store, read from a replica, with its time to the microsecond', async ({
  bed,
}) => {
  const { primary } = bed.trio;
  const archiver = bed.archive();
  for (const value of ['a', 'b', 'c']) await primary.run(insert(value));
  const { chapters } = await bed.holdsAllOf(primary);
  expect(chapters).toHaveLength(1);
  expect(chapters[0]).toMatchObject({ reason: 'Started', term: 0 });
  expect(chapters[0].after.toString()).toBe('');
  expect(chapters[0].source).not.toBe(primary.name);
  const newest = chapters[0].segments[chapters[0].segments.length - 1];
  const [replica] = bed.trio.replicas;
  await caughtUp(replica, primary);
  const committedAt = await replica.value(
    `SELECT CAST(MAX(UNIX_TIMESTAMP(LAST_APPLIED_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP)) * 1000000 AS UNSIGNED)
     FROM performance_schema.replication_applier_status_by_worker`,
  );
  expect(newest.to).toBe(Number(committedAt));
  await requireWhole(bed);
  const last = await until('a report of it', () =>
    archiver.reports.find(one => one.state === 'Following' && one.archivedTo),
  );
  expect(last).toMatchObject({ term: 0 });
});

test('a commit that nobody acknowledged is not archived, also when it is delivered', async ({
  bed,
}) => {
  const { trio } = bed;
  const { primary } = trio;
  bed.archive([primary]);
  await bed.holdsAllOf(primary);
  const scene = await commitWaits(trio);
  const before = GtidSet.parse(await executed(primary));
  await until('the archiver was sent it', async () =>
    primary.value(
      `SELECT COUNT(*) FROM performance_schema.processlist
       WHERE COMMAND = 'Binlog Dump GTID' AND USER = 'admin' AND STATE LIKE '%sent all%'`,
    ),
  );
  const asked = () =>
    primary
      .value(
        `SELECT SUM(COUNT_STAR) FROM performance_schema.events_statements_summary_by_account_by_event_name
         WHERE USER = 'admin' AND EVENT_NAME = 'statement/sql/select'`,
      )
      .then(Number);
  const start = await asked();
  await until(
    'the archiver looked at the primary again and again',
    async () => (await asked()) > start + 6,
  );
  const { chapters } = await bed.read();
  expect(heldAtEnd(chapters[0]).toString()).toBe(before.toString());
  await reconnect(trio);
  await primary.run(insert('next'));
  expect(await scene.commit.outcome()).toBe('ok');
  await bed.holdsAllOf(primary);
});

for (const compression of ['ON', 'OFF']) {
  test(`rows that are larger than all that may wait in memory come through, with binlog_transaction_compression=${compression}`, async ({
    bed,
  }) => {
    const { primary } = bed.trio;
    bed.archive();
    await primary.run('CREATE TABLE app.large (b LONGBLOB)');
    const row = 'SELECT REPEAT(UUID(), 12 * 1024 * 1024 / 36)';
    await primary.run(
      `SET SESSION binlog_transaction_compression=${compression}`,
      `INSERT INTO app.large ${row} UNION ALL ${row}`,
    );
    await bed.holdsAllOf(primary);
    await requireWhole(bed);
  });
}

test('it goes on without a gap when the primary dies and another one takes over', async ({
  bed,
}) => {
  const { trio } = bed;
  bed.archive();
  await trio.primary.run(insert('before'));
  await bed.holdsAllOf(trio.primary);
  await caughtUp(trio.replicas[0], trio.primary);
  const winner = await failOver(trio);
  await winner.run(insert('after'));
  await bed.holdsAllOf(winner);
  const held = await requireWhole(bed);
  expect(held.uuids()).toHaveLength(2);
  const { chapters } = await bed.read();
  expect(chapters.map(({ reason }) => reason)).not.toContain('Cut');
});

test('what a failover lost is named, and cut off from what follows', async ({
  bed,
}) => {
  const { trio } = bed;
  const { primary } = trio;
  bed.archive();
  await bed.holdsAllOf(primary);
  // Nobody waits for acknowledgements: what is committed now exists here alone.
  await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
  for (const replica of trio.replicas) {
    await caughtUp(replica, primary);
    await replica.run('STOP REPLICA IO_THREAD');
  }
  const kept = GtidSet.parse(await executed(primary));
  await primary.run(insert('lost'));
  const lost = GtidSet.parse(await executed(primary)).subtract(kept);
  await bed.holdsAllOf(primary);
  const winner = await failOver(trio);
  await winner.run(insert('after'));
  const { chapters } = await bed.holdsAllOf(winner);
  const cut = chapters.find(({ reason }) => reason === 'Cut');
  expect(cut?.orphans.toString()).toBe(lost.toString());
  expect(cut?.after.toString()).toBe(kept.toString());
});

test('of two archivers the newer one goes on, the other one ends and says why; nothing is missing', async ({
  bed,
}) => {
  const { primary } = bed.trio;
  const first = bed.archive(undefined, { chapterMs: 0 });
  await primary.run(insert('one'));
  await bed.holdsAllOf(primary);
  const second = bed.archive();
  await until('the second one follows', () => second.reports.length > 0);
  await primary.run(insert('two'));
  const end = await until('the first one ends', () => first.ended());
  expect(end.failure).toBeInstanceOf(Superseded);
  await primary.run(insert('three'));
  await bed.holdsAllOf(primary);
  expect(second.ended()).toBeUndefined();
  await requireWhole(bed);
});

test('binary logs that nobody has any more are a gap that has a name', async ({
  bed,
}) => {
  const { primary, all } = bed.trio;
  const archiver = bed.archive();
  await bed.holdsAllOf(primary);
  await archiver.stop();
  const before = GtidSet.parse(await executed(primary));
  await primary.run(insert('purged'));
  const purged = GtidSet.parse(await executed(primary)).subtract(before);
  for (const one of all) {
    if (one !== primary) await caughtUp(one, primary);
    await one.run('FLUSH BINARY LOGS');
    const [last] = (await one.rows('SHOW BINARY LOGS')).slice(-1);
    // A file that a replica’s connection still reads stays, with a warning.
    await until(`the older binary logs of ${one.name} are gone`, async () => {
      await one.run(`PURGE BINARY LOGS TO '${last?.Log_name}'`);
      return (await one.rows('SHOW BINARY LOGS')).length === 1;
    });
  }
  bed.archive();
  await primary.run(insert('after'));
  const { chapters } = await bed.holdsAllOf(primary);
  expect(chapters[1]).toMatchObject({ reason: 'Gap' });
  expect(chapters[1].missing.toString()).toBe(purged.toString());
});
