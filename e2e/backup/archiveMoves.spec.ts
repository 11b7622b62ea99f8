/** The archive of a cluster whose instances change their parts, and their data. */
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clone, cloned } from '../conformance/clone';
import { acknowledge, caughtUp, lead } from '../conformance/trio';
import { expect, heldAtEnd, test } from './archiveBed';

const insert = (value: string) => `INSERT INTO app.t (v) VALUES ('${value}')`;
const leave = ['STOP REPLICA', 'RESET REPLICA ALL'];

test('neither the filling anew of the instance that is read nor a switchover to it leaves a gap', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  bed.archive();
  await primary.run(insert('before'));
  const { chapters } = await bed.holdsAllOf(primary);
  const [first, second] = replicas;
  const isFirst = chapters.at(-1)?.source === first.name;
  const [read, other] = isFirst ? [first, second] : [second, first];
  expect(chapters.at(-1)?.source).toBe(read.name);

  await caughtUp(other, primary);
  await read.run(...leave);
  // mysqld ends before it answers.
  await clone(read, other).catch(() => undefined);
  await primary.run(insert('meanwhile'));
  await cloned(read);
  await read.run('RESET REPLICA ALL');
  await acknowledge(read, true);
  await read.follow(primary);
  await primary.run(insert('filled anew'));
  await caughtUp(read, primary);
  // It has none of the binary logs of before.
  expect(await read.value('SELECT @@global.gtid_purged')).not.toBe('');
  await bed.holdsAllOf(primary);

  await primary.run('SET GLOBAL super_read_only=ON');
  for (const replica of replicas) {
    await caughtUp(replica, primary);
    await replica.run(...leave);
  }
  await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
  await lead(read, [other, primary]);
  await read.run(insert('switched over'));
  const whole = await bed.holdsAllOf(read);

  let held = GtidSet.EMPTY;
  for (const chapter of whole.chapters) {
    expect(chapter.after.subtract(held).toString()).toBe('');
    expect(chapter.segments.map(({ sequence }) => sequence)).toEqual(
      chapter.segments.map((_, index) => index),
    );
    held = heldAtEnd(chapter);
  }
  expect(held.uuids()).toHaveLength(2);
  const reasons = new Set(whole.chapters.map(({ reason }) => reason));
  expect([...reasons].sort()).toEqual(['Resumed', 'Started']);
});
