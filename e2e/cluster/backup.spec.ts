import { expect, test } from '@playwright/test';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RowDataPacket } from 'mysql2/promise';
import { forbidDeleting } from '../stores/forbidDeleting';
import { type S3Server, startS3 } from '../stores/s3';
import { BackupsUnderTest } from './BackupsUnderTest';
import { DatabaseUnderTest, SMALL } from './DatabaseUnderTest';
import { hostOfNodes } from './hostOfNodes';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('Backups of a cluster of two, into a real S3', () => {
  let scene: Scene;
  let s3: S3Server;
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let store: S3Store;

  test.beforeAll(async () => {
    scene = await Scene.open('backup');
    s3 = await startS3(undefined, hostOfNodes());
    store = new S3Store(s3.access);
    orders = await scene.database();
    backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
    await orders.apply({
      instances: 2,
      backup: { locationName: 'store', archiveBinlogs: false },
    });
    await backups.location('store', s3.access);
    await orders.untilHealthy(240);
  });
  test.afterAll(async () => {
    await scene?.close();
    store?.close();
    await s3?.remove();
  });

  async function keys(prefix = ''): Promise<string[]> {
    const found = [];
    for await (const { key } of store.list(prefix)) found.push(key);
    return found;
  }

  test('a location is proved, and what its store refuses is said', async () => {
    const writer = await forbidDeleting(s3);
    await backups.location('wrong', { ...s3.access, secretAccessKey: 'no' });
    await backups.location('nowhere', { ...s3.access, bucket: 'nowhere' });
    await backups.location('forbidden', writer);
    const proved = await backups.untilLocation(
      'store',
      'reachable',
      ({ reachable }) => reachable === 'True',
    );
    expect(proved.place).toBe(
      `bucket backups/team at ${s3.access.endpoint ?? ''}`,
    );
    for (const [name, words] of [
      ['wrong', 'does not know these keys'],
      ['nowhere', 'bucket "nowhere"'],
      ['forbidden', 'does not let these keys delete'],
    ] as const) {
      const { conditions } = await backups.untilLocation(
        name,
        'refused',
        ({ reachable }) => reachable === 'False',
      );
      expect(conditions?.[0]?.message).toContain(words);
    }
    // The keys are put right, and nobody restarts anything.
    await backups.keys('wrong-keys', s3.access);
    await backups.untilLocation(
      'wrong',
      'reachable with the right keys',
      ({ reachable }) => reachable === 'True',
    );
    expect(
      (await keys()).filter(key => !key.startsWith('.mysqlha-probe')),
    ).toEqual([]);
  });

  test('a Physical backup is made from the replica while clients write', async () => {
    const writer = await Writer.start(orders);
    await until('it writes', () => writer.acknowledged.length > 20, {
      seconds: 30,
    });
    await backups.apply('MySQLBackup', 'physical', {
      clusterName: 'orders',
      locationName: 'store',
    });
    const status = await backups.untilEnd('physical');
    expect(status.message).toContain('were saved in');
    expect(status).toMatchObject({ phase: 'Succeeded' });
    expect(status.source).not.toBe(orders.status.primary);
    expect(status.gtidExecuted).toMatch(/^[0-9a-f-]{36}:1-/);
    expect(status.sha256).toMatch(/^[0-9a-f]{64}$/);
    const found = await keys(`${status.path}/`);
    expect(found).toContain(`${status.path}/manifest.json`);
    expect(await store.dropUnfinished('')).toBe(0);
    const written = writer.acknowledged.length;
    await until('it still writes', () => writer.acknowledged.length > written, {
      seconds: 30,
    });
    await writer.stop();
    await until(
      'its Job is gone',
      async () =>
        !(await backups.jobs()).some(name => name.startsWith('backup-')),
      { seconds: 60 },
    );
    await orders.untilHealthy();
  });

  test('the newest backup is proved by a restore into a throw-away instance, of which nothing stays', async () => {
    const backup = { locationName: 'store', archiveBinlogs: false };
    const verify = { schedule: '*/10 * * * * *' };
    await orders.apply({ instances: 2, backup: { ...backup, verify } });
    await backups.untilBackup(
      'physical',
      'is being proved',
      ({ verification }) => verification !== undefined,
    );
    await orders.apply({ instances: 2, backup });
    const { verification, verifiedAt } = await backups.untilBackup(
      'physical',
      'was proved',
      status => status.verification?.phase !== 'Running',
    );
    expect(verification).toMatchObject({
      phase: 'Proved',
      message: expect.stringMatching(/the rows and checksums of \d+ tables? /),
    });
    const shown = await orders.until(
      'shows the proof',
      status => status.verification?.provedBackup === 'physical',
      120,
    );
    expect(shown.verification?.provedAt).toBe(verifiedAt);
    expect(orders.condition('BackedUp')).toMatchObject({
      status: 'True',
      reason: 'BackupProved',
    });
    await until(
      'its Job and its volume are gone',
      async () => (await backups.leftOf('verify')).length === 0,
      { seconds: 120 },
    );
  });

  test('a Logical backup of one database outlives its operator and its agent, both killed', async () => {
    const { database } = await orders.login();
    await backups.apply('MySQLBackup', 'logical', {
      clusterName: 'orders',
      locationName: 'store',
      method: 'Logical',
      databases: [database],
    });
    await backups.untilBackup(
      'logical',
      'has begun',
      ({ phase }) => phase !== undefined && phase !== 'Pending',
    );
    await scene.firstOperator.kill();
    await backups.killAgent('backup');
    await scene.operator();
    const status = await backups.untilEnd('logical');
    expect(status.message).toContain('were saved in');
    expect(await keys(`${status.path}/`)).toHaveLength(2);
    expect(await store.dropUnfinished('')).toBe(0);
  });

  test('a backup becomes a cluster of another name in a namespace that never saw it, and the application finds its data', async () => {
    const { path, sha256, gtidExecuted } = await backups.untilEnd('physical');
    const other = await scene.database('orders-back');
    const there = new BackupsUnderTest(scene.kubernetes, other.namespace);
    await there.location('store', s3.access);
    const logical = await there.untilFound('logical-');
    const physical = await there.untilFound('physical-');
    expect(await there.untilEnd(physical)).toMatchObject({
      ...{ phase: 'Succeeded', path, sha256, gtidExecuted },
      origin: `${orders.namespace}/orders`,
    });
    const removed = await there.untilEnd(logical);
    await there.deleteWithData(logical);
    expect(await keys(`${removed.path}/`)).toEqual([]);
    await there.apply('MySQLRestore', 'back', {
      source: { backupName: physical },
      target: {
        clusterName: 'orders-back',
        clusterSpec: { ...SMALL, topology: 'Single', instances: 1 },
      },
    });
    const status = await there.untilRestored('back');
    expect(status.message).toContain('is healthy');
    expect(status.restoredTo?.gtidSet).toBe(gtidExecuted);
    const client = await other.connect('primary');
    const [[row]] = await client.query<RowDataPacket[]>(
      'SELECT COUNT(*) AS found FROM ledger',
    );
    expect(Number(row?.found)).toBeGreaterThan(20);
    await client.query('INSERT INTO ledger VALUES (1000000)');
    await client.end();
    const again = { source: { locationName: 'store', path } };
    await there.apply('MySQLRestore', 'again', {
      ...again,
      target: { clusterName: 'orders-back' },
    });
    expect((await there.untilRestored('again')).message).toContain(
      'never overwrites data',
    );
    await other.delete();
  });

  test('two clusters begin with its data, one from the backup and one by CLONE, and are never filled again', async () => {
    const restored = scene.beside(orders, 'restored');
    const cloned = scene.beside(orders, 'cloned');
    // A replica, of which CLONE copies the channel, too.
    const donor =
      orders.status.primary === 'orders-0' ? 'orders-1' : 'orders-0';
    const secrets = await orders.secretData('orders-system');
    await scene.kubernetes.create({
      ...{ apiVersion: 'v1', kind: 'Secret' },
      metadata: { name: 'outside-login', namespace: orders.namespace },
      data: {
        username: Buffer.from('mysqlha_clone').toString('base64'),
        password: secrets['clone-password'],
      },
    });
    const single: ClusterSpecInput = {
      ...{ topology: 'Single', instances: 1 },
      deletionPolicy: 'Delete',
    };
    const annotations = { 'mysqlha.dev/database-of': 'orders' };
    const backup = { initFrom: { backup: { backupName: 'physical' } } };
    const host = orders.addressOf(donor);
    const clone = { host, secretRef: { name: 'outside-login' } };
    await restored.apply({ ...single, ...backup }, annotations);
    await cloned.apply({ ...single, initFrom: { clone } }, annotations);
    await Promise.all([restored.untilHealthy(180), cloned.untilHealthy(180)]);
    for (const copy of [restored, cloned]) {
      const client = await copy.connect('primary');
      const [[row]] = await client.query<RowDataPacket[]>(
        'SELECT COUNT(*) AS found FROM ledger',
      );
      expect(Number(row?.found)).toBeGreaterThan(20);
      await client.query('INSERT INTO ledger VALUES (2000000)');
      await client.end();
    }
    await expect(
      restored.apply({
        ...single,
        initFrom: { backup: { backupName: 'logical' } },
      }),
    ).rejects.toThrow(/this cluster has data: leave it as it was or remove it/);
    await Promise.all([restored.delete(), cloned.delete()]);
  });

  test('what can’t be done is said on the backup', async () => {
    const ask = async (name: string, spec: object) => {
      await backups.apply('MySQLBackup', name, {
        ...{ clusterName: 'orders', locationName: 'store' },
        ...spec,
      });
      return backups.untilEnd(name);
    };
    const [missing, nobody] = await Promise.all([
      ask('no-such', { method: 'Logical', databases: ['nobodys'] }),
      ask('nobody', { clusterName: 'users' }),
    ]);
    expect(missing.message).toContain('"nobodys" is not on');
    expect(nobody.message).toContain('There is no MySQLCluster users');
    await expect(ask('xtra', { method: 'XtraBackup' })).rejects.toThrow(
      'choose Physical',
    );
  });

  test('a schedule makes backups and keeps the newest', async () => {
    await backups.apply('MySQLBackupSchedule', 'often', {
      clusterName: 'orders',
      schedule: '*/5 * * * * *',
      retention: { keepLast: 1 },
      backupTemplate: { spec: { method: 'Logical' } },
    });
    const first = await backups.untilSchedule(
      'often',
      'made one',
      ({ lastBackup }) => lastBackup !== undefined,
    );
    await until(
      'the first one is gone again',
      async () => {
        const names = await backups.names();
        return (
          names.some(name => name.startsWith('often-')) &&
          !names.includes(first.lastBackup ?? '')
        );
      },
      { seconds: 150 },
    );
    await backups.delete('MySQLBackupSchedule', 'often');
  });

  test('backups that are deleted with their data leave nothing in the store', async () => {
    // The schedule may have been about to make one more.
    await until(
      'no backup is left',
      async () => {
        const all = await backups.names();
        await Promise.all(all.map(name => backups.deleteWithData(name)));
        return all.length === 0;
      },
      { seconds: 150 },
    );
    expect(
      (await keys()).filter(key => !key.startsWith('.mysqlha-probe')),
    ).toEqual([]);
  });
});
