import { expect, test } from '@playwright/test';
import {
  instant,
  microsOf,
  readArchive,
  recoverability,
  S3Store,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ArchiverInquiry } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/backup/archive';
import { systemClock } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/clock';
import { Mysql2Adapter } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RowDataPacket } from 'mysql2/promise';
import { type S3Server, startS3 } from '../stores/s3';
import { BackupsUnderTest } from './BackupsUnderTest';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { hostOfNodes } from './hostOfNodes';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('The archive of a cluster of two, in a real S3', () => {
  let scene: Scene;
  let s3: S3Server;
  let store: S3Store;
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    scene = await Scene.open('archive');
    s3 = await startS3(undefined, hostOfNodes());
    store = new S3Store(s3.access);
    orders = await scene.database();
    backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
    await orders.apply({ instances: 2, backup: { locationName: 'store' } });
    await backups.location('store', s3.access);
    await orders.untilHealthy(240);
  });
  test.afterAll(async () => {
    await scene?.close();
    store?.close();
    await s3?.remove();
  });

  const status = () => JSON.stringify(orders.status, null, 1);

  const archive = () =>
    readArchive(store, `${orders.namespace}/orders/archive`);

  /** All that the archive knows at its end. */
  async function archived(): Promise<GtidSet> {
    const { chapters } = await archive();
    const newest = chapters[chapters.length - 1];
    return (newest?.segments ?? []).reduce(
      (set, { gtids }) => set.union(gtids),
      newest?.after ?? GtidSet.EMPTY,
    );
  }

  /** Commits a row. @returns it and what was committed just before, as heartbeats are */
  async function commit(): Promise<GtidSet> {
    const client = await orders.connect('primary');
    const executed = async () => {
      const sql = 'SELECT @@global.gtid_executed AS found';
      const [[row]] = await client.query<RowDataPacket[]>(sql);
      return GtidSet.parse(String(row?.found));
    };
    await client.query('CREATE TABLE IF NOT EXISTS marks (at DOUBLE)');
    const before = await executed();
    await client.query('INSERT INTO marks VALUES (?)', [Date.now()]);
    const fresh = (await executed()).subtract(before).toString();
    await client.end();
    // A heartbeat may have come after it, and is archived a minute later.
    const [, first = ''] = /^(\S+?:\d+)/.exec(fresh) ?? [];
    return before.union(GtidSet.parse(first));
  }

  async function untilArchived(wanted: GtidSet): Promise<void> {
    let last = GtidSet.EMPTY;
    await until(
      `the archive holds ${wanted}`,
      async () => {
        last = await archived();
        return last.contains(wanted);
      },
      { seconds: 150, describe: () => `it holds ${last}, ${status()}` },
    );
  }

  const untilArchiving = () =>
    until(
      'BinlogsArchived',
      () => orders.condition('BinlogsArchived')?.status === 'True',
      { seconds: 150, describe: status },
    );

  test('what is committed is in the store within seconds', async () => {
    await untilArchiving();
    const delays: number[] = [];
    for (let round = 0; round < 5; round++) {
      const wanted = await commit();
      const startedAt = Date.now();
      await untilArchived(wanted);
      delays.push(Date.now() - startedAt);
    }
    console.log(`from the commit into the store: ${delays.join(', ')} ms`);
  });

  test('its archiver says which transaction a moment ends with', async () => {
    const before = await archived();
    const wanted = await commit();
    await untilArchived(wanted);
    const { chapters } = await archive();
    const end = chapters.at(-1)?.segments.at(-1)?.to ?? 0;

    const mysql = new Mysql2Adapter({
      kubernetes: scene.kubernetes,
      clock: systemClock,
      connection: 'auto',
    });
    const inquiry = new ArchiverInquiry({
      kubernetes: scene.kubernetes,
      transport: mysql.transport,
      clock: systemClock,
    });
    const cluster = await scene.kubernetes.readCluster(
      orders.namespace,
      'orders',
    );
    if (!cluster) throw new Error('orders is gone');
    let refusal = '';
    const endOf = (moment: number) =>
      until(
        'the archiver answers',
        () =>
          inquiry
            .newestTransaction(cluster, instant(moment))
            .catch((failure: Error) => {
              refusal = failure.message;
              return undefined;
            }),
        { seconds: 60, describe: () => refusal },
      );
    const { newest, change } = await endOf(end);
    const committed = wanted.subtract(before);
    expect(committed.contains(GtidSet.parse(change?.gtid ?? ''))).toBe(true);
    expect(microsOf(newest?.committedAt ?? '')).toBeLessThanOrEqual(end);
    // A microsecond before its commit it is not there yet.
    const at = microsOf(change?.committedAt ?? '');
    expect((await endOf(at - 1)).change?.gtid).not.toBe(change?.gtid);
    expect((await endOf(at)).newest).toEqual(change);
    await mysql.close();
    console.log(`${JSON.stringify({ newest, change })} at ${instant(end)}`);
  });

  test('a store that is gone is told of, and afterwards nothing is missing', async () => {
    await s3.stop();
    await commit();
    const told = await until(
      'the archive is behind',
      () => {
        const now = orders.condition('BinlogsArchived');
        return now?.status === 'False' && now;
      },
      { seconds: 150, describe: status },
    );
    expect(told.message).toContain(s3.endpoint);
    await s3.start();
    await untilArchived(await commit());
    await untilArchiving();
    const { chapters } = await archive();
    expect(chapters.map(({ missing }) => missing.toString()).join('')).toBe('');
  });

  test('a failover and an archiver that is killed leave no gap, and the status says what can be restored', async () => {
    await backups.apply('MySQLBackup', 'first', {
      ...{ clusterName: 'orders', locationName: 'store', method: 'Logical' },
    });
    const backup = await backups.untilEnd('first');
    expect(backup).toMatchObject({ phase: 'Succeeded' });
    const { term = 0, primary = '' } = orders.status;
    const writer = await Writer.start(orders);
    const goesOn = async () => {
      const written = writer.acknowledged.length;
      await until(
        'it writes',
        () => writer.acknowledged.length > written + 20,
        {
          seconds: 120,
          describe: status,
        },
      );
    };
    await goesOn();
    await backups.killAgent('archive');
    await goesOn();
    orders.signal(primary, 'SIGKILL');
    await orders.until('another one leads', now => (now.term ?? 0) > term, 120);
    await goesOn();
    await writer.stop();
    await untilArchived(await commit());

    const { chapters, path } = await archive();
    let held = GtidSet.EMPTY;
    for (const { after, missing, segments } of chapters) {
      expect(missing.toString()).toBe('');
      expect(after.subtract(held).toString()).toBe('');
      expect(segments.map(({ sequence }) => sequence)).toEqual(
        segments.map((_, index) => index),
      );
      held = segments.reduce((set, { gtids }) => set.union(gtids), after);
    }
    const range = recoverability({ path, chapters }, [
      {
        name: 'first',
        gtidExecuted: GtidSet.parse(backup.gtidExecuted ?? ''),
        completedAt: microsOf(backup.completedAt ?? ''),
      },
    ]);
    expect(range.gaps).toEqual([]);
    const shown = await orders.until(
      'what can be restored is shown',
      ({ recoverability: now }) =>
        now?.earliest === range.earliest &&
        (now?.latest ?? '') > (backup.completedAt ?? ''),
      150,
    );
    expect(shown.recoverability?.gaps).toBeUndefined();
    await untilArchiving();
    console.log(
      `${chapters.length} chapters, ${JSON.stringify(shown.recoverability)}`,
    );
  });
});
