/** The store is away while the archiver runs: nothing is missing afterwards, and it says what is the case in between. */
import {
  S3Store,
  readArchive,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { failOver } from '../conformance/failOver';
import { type Mysqld } from '../conformance/mysqld';
import { caughtUp, executed } from '../conformance/trio';
import { until } from '../conformance/until';
import { FaultyProxy } from '../stores/FaultyProxy';
import { type S3Server, startS3 } from '../stores/s3';
import {
  type Archiver,
  archivePath,
  expect,
  heldAtEnd,
  test,
} from './archiveBed';

const insert = (value: string) => `INSERT INTO app.t (v) VALUES ('${value}')`;

/** Waits until the store has all that a server has executed, and that nothing is missing or there twice within a chapter. */
async function requireAllOf({ access }: S3Server, server: Mysqld) {
  const store = new S3Store(access);
  try {
    const wanted = GtidSet.parse(await executed(server));
    const chapters = await until(
      `the archive holds ${wanted}`,
      async () => {
        const found = (await readArchive(store, archivePath)).chapters;
        const newest = found[found.length - 1];
        if (newest && heldAtEnd(newest).contains(wanted)) return found;
        throw new Error(`it holds ${newest && heldAtEnd(newest)}`);
      },
      120_000,
    );
    let held = GtidSet.EMPTY;
    for (const chapter of chapters) {
      expect(chapter.missing.toString()).toBe('');
      expect(chapter.after.subtract(held).toString()).toBe('');
      expect(chapter.segments.map(({ sequence }) => sequence)).toEqual(
        chapter.segments.map((_, index) => index),
      );
      const { segments } = chapter;
      expect(segments.reduce((sum, { gtids }) => sum + gtids.count(), 0)).toBe(
        segments.reduce((sum, one) => sum + one.transactions, 0),
      );
      held = heldAtEnd(chapter);
    }
    expect(await store.dropUnfinished('')).toBe(0);
    return chapters;
  } finally {
    store.close();
  }
}

/** What the archiver said last. */
const lastWord = ({ reports }: Archiver) =>
  [...reports]
    .reverse()
    .find(({ state }) => state === 'Following' || state === 'Waiting');

test('a store that is gone for a minute is waited for, while the application commits and the archiver says how far it is behind', async ({
  bed,
}) => {
  const { primary } = bed.trio;
  const s3 = await startS3();
  const proxy = await FaultyProxy.start(s3.endpoint);
  try {
    const archiver = bed.archive(undefined, {
      openStore: () => new S3Store({ ...s3.access, endpoint: proxy.endpoint }),
    });
    await primary.run(insert('before'));
    await requireAllOf(s3, primary);

    proxy.trouble = () => 'gone';
    const goneAt = performance.now();
    let commits = 0;
    const isGone = () => performance.now() - goneAt < 60_000;
    while (isGone()) {
      await primary.run(insert('meanwhile'));
      commits += 1;
      if (commits % 100 === 0) await primary.run('FLUSH BINARY LOGS');
    }
    expect(commits).toBeGreaterThan(100);
    // By then the operator’s condition says so: see ArchiveState.
    const behind = lastWord(archiver);
    expect(behind).toMatchObject({ state: 'Following' });
    expect(
      behind?.state === 'Following' ? behind.behindMs : undefined,
    ).toBeGreaterThan(30_000);

    proxy.trouble = () => 'none';
    const chapters = await requireAllOf(s3, primary);
    // It has waited where it was.
    expect(chapters.map(({ reason }) => reason)).toEqual(['Started']);
    await until('it is up to date, and says so', () => {
      const word = lastWord(archiver);
      return word?.state === 'Following' && word.behindMs === undefined;
    });
    expect(archiver.ended()).toBeUndefined();
  } finally {
    await bed.stopArchivers();
    await proxy.end();
    await s3.remove();
  }
});

test('a store that is gone for longer than a request is waited for is named, and a failover meanwhile leaves no gap', async ({
  bed,
}) => {
  const { primary } = bed.trio;
  const s3 = await startS3();
  try {
    const archiver = bed.archive(undefined, {
      openStore: () => new S3Store(s3.access, 2_000),
    });
    await primary.run(insert('before'));
    await requireAllOf(s3, primary);
    await s3.stop();
    await primary.run(insert('meanwhile'));
    for (const replica of bed.trio.replicas) await caughtUp(replica, primary);
    const waiting = await until('it says what it waits for', () => {
      const word = lastWord(archiver);
      return word?.state === 'Waiting' && word;
    });
    expect(waiting.message).toContain(s3.endpoint);
    const winner = await failOver(bed.trio);
    await winner.run(insert('by another one'));
    await s3.start();
    await requireAllOf(s3, winner);
    await until(
      'it follows again',
      () => lastWord(archiver)?.state === 'Following',
    );
    expect(archiver.ended()).toBeUndefined();
  } finally {
    await bed.stopArchivers();
    await s3.remove();
  }
});
