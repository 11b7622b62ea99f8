/** Backups that somebody has proved, and what becomes of those that were damaged in the store. `npm run test:backup-upkeep` */
import { expect, test } from '@playwright/test';
import {
  type Recoverability,
  S3Store,
  findRecovery,
  microsOf,
  readArchive,
  recoverability,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import {
  type BackupMethod,
  type BackupStatus,
  GtidSet,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { type S3Server, startS3 } from '../stores/s3';
import { BackupsUnderTest } from './BackupsUnderTest';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { hostOfNodes } from './hostOfNodes';
import { momentOf } from './momentOf';
import { ObjectFiles } from './ObjectFiles';
import { Scene } from './Scene';
import { until } from './until';
import { untilArchivedPast } from './untilArchivedPast';

const whole = process.env.MYSQLHA_BACKUP_UPKEEP === 'whole';

if (whole)
  test.describe
    .serial('Two backups of a cluster whose binary log is archived, in a real S3', () => {
    let scene: Scene;
    let s3: S3Server;
    let store: S3Store;
    let files: ObjectFiles;
    let orders: DatabaseUnderTest;
    let backups: BackupsUnderTest;
    let first: BackupStatus;
    let second: BackupStatus;
    /** After the first one, and before the last commit that is in the second. */
    let between: string;

    test.beforeAll(async () => {
      scene = await Scene.open('proofs');
      s3 = await startS3(undefined, hostOfNodes());
      store = new S3Store(s3.access);
      files = ObjectFiles.below(s3, s3.access.prefix ?? '');
      orders = await scene.database();
      backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
      await backups.location('store', s3.access);
      await orders.apply({
        ...{ topology: 'Single', instances: 1, deletionPolicy: 'Delete' },
        storage: { size: '1Gi', storageClassName: 'local-dynamic' },
        backup: { locationName: 'store' },
      });
      await orders.untilHealthy(240);
    });
    test.afterAll(async () => {
      await scene?.close();
      store?.close();
      await s3?.remove();
    });

    const now = () => orders.asApplication(momentOf);
    function write(statement: string): Promise<unknown> {
      return orders.asApplication(client => client.query(statement));
    }
    async function save(
      name: string,
      method: BackupMethod,
    ): Promise<BackupStatus> {
      await backups.apply('MySQLBackup', name, {
        ...{ clusterName: 'orders', locationName: 'store', method },
      });
      const status = await backups.untilEnd(name);
      expect(status).toMatchObject({ phase: 'Succeeded' });
      return status;
    }
    async function isMarkedRefuted({ path }: BackupStatus): Promise<boolean> {
      return (await store.find(`${path}/refuted.json`)) !== undefined;
    }

    /** Waits until the range that the status shows is the one that the store has from this backup on. */
    async function untilRangeIsOf({
      path = '',
      gtidExecuted = '',
      completedAt = '',
    }: BackupStatus): Promise<string> {
      const saved = {
        ...{ name: path, gtidExecuted: GtidSet.parse(gtidExecuted) },
        completedAt: microsOf(completedAt),
      };
      const folder = `${orders.namespace}/orders/archive`;
      let wanted: Recoverability | undefined;
      return until(
        `the range that can be restored begins with ${path}`,
        async () => {
          wanted = recoverability(await readArchive(store, folder), [saved]);
          const { earliest } = orders.status.recoverability ?? {};
          return earliest === wanted.earliest && earliest;
        },
        {
          seconds: 150,
          describe: () => JSON.stringify([wanted, orders.status], null, 1),
        },
      );
    }

    /** Waits until a condition is so, in the words of its message too. */
    function untilBackedUp(
      wanted: Readonly<Record<'status' | 'reason' | 'words', string>>,
    ): Promise<unknown> {
      return orders.until(
        `BackedUp is ${JSON.stringify(wanted)}`,
        () => {
          const { status, reason, message } =
            orders.condition('BackedUp') ?? {};
          return (
            status === wanted.status &&
            reason === wanted.reason &&
            Boolean(message?.includes(wanted.words))
          );
        },
        120,
      );
    }

    test('are both good: the older is proved when somebody asks for it', async () => {
      await write('CREATE TABLE marks (id INT PRIMARY KEY)');
      first = await save('first', 'Logical');
      const saved = await now();
      await write('INSERT INTO marks VALUES (1)');
      await untilArchivedPast(saved, orders, store);
      between = await now();
      await write('INSERT INTO marks VALUES (2)');
      second = await save('second', 'Physical');
      await write('INSERT INTO marks VALUES (3)');
      const { verification, verifiedAt, refutedAt } = await backups.prove(
        'first',
      );
      expect(verification).toMatchObject({
        phase: 'Proved',
        message: expect.stringContaining('a throw-away instance in'),
      });
      expect(verifiedAt).toBe(verification?.completedAt);
      expect(refutedAt).toBeUndefined();
      expect(await untilRangeIsOf(first)).toMatch(/Z$/);
      await untilBackedUp({
        ...{ status: 'True', reason: 'BackupProved' },
        words: 'A restore of first proved',
      });
    });

    test('of which the older is damaged: it begins no range any more, and takes nothing from the newer', async () => {
      const question = {
        ...{ store, path: `${orders.namespace}/orders` },
        target: { time: microsOf(between) },
      };
      expect((await findRecovery(question)).path).toBe(first.path);
      const object = files.turnByte(first.path ?? '');
      const { verification, refutedAt } = await backups.prove('first');
      expect(verification).toMatchObject({
        phase: 'Refuted',
        message: expect.stringContaining(
          `The object "${first.path}/${object}" in ${store.where} is damaged`,
        ),
      });
      expect(refutedAt).toBe(verification?.completedAt);
      expect(await isMarkedRefuted(first)).toBe(true);
      const earliest = await untilRangeIsOf(second);
      expect(earliest > between).toBe(true);
      await untilBackedUp({
        ...{ status: 'True', reason: 'BackupSucceeded' },
        words: 'The older backup first can’t be had back',
      });
      await backups.apply('MySQLRestore', 'between', {
        source: { clusterName: 'orders' },
        target: { clusterName: 'between' },
        pointInTime: { time: between },
      });
      const { phase, message } = await backups.untilRestored('between');
      expect(phase).toBe('Failed');
      expect(message).toContain(
        `${between} is before all that can be restored.`,
      );
      expect(message).toContain(earliest);
    });

    test('of which none is good: nothing counts on them, until one comes back as it was', async () => {
      files.turnByte(second.path ?? '');
      expect(await backups.prove('second')).toMatchObject({
        verification: { phase: 'Refuted' },
      });
      await orders.until(
        'no moment can be restored',
        status => status.recoverability === undefined,
        150,
      );
      await untilBackedUp({
        ...{ status: 'False', reason: 'BackupRefuted' },
        words: 'The backup second can’t be had back, so make another one now',
      });
      await backups.apply('MySQLRestore', 'newest', {
        source: { clusterName: 'orders' },
        target: { clusterName: 'newest' },
      });
      expect(await backups.untilRestored('newest')).toMatchObject({
        phase: 'Failed',
        message: expect.stringContaining('a proof has refuted all of them'),
      });

      files.turnByte(second.path ?? '');
      const { verification, verifiedAt, refutedAt } = await backups.prove(
        'second',
      );
      expect(verification).toMatchObject({ phase: 'Proved' });
      expect(verifiedAt).toBe(verification?.completedAt);
      expect(refutedAt).toBeUndefined();
      expect(await isMarkedRefuted(second)).toBe(false);
      await untilRangeIsOf(second);
      await untilBackedUp({
        ...{ status: 'True', reason: 'BackupProved' },
        words: 'A restore of second proved',
      });
    });
  });
