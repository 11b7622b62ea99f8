/** What becomes of an archive that is moved to another location, or turned off. `npm run test:backup-upkeep` */
import { expect, test } from '@playwright/test';
import {
  S3Store,
  findRecovery,
  microsOf,
  readArchive,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import {
  API_GROUP_VERSION,
  type BackupStatus,
  type ClusterSpecInput,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { RowDataPacket } from 'mysql2/promise';
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

const DAY_MS = 24 * 3_600_000;

/** A location, and the prefix that it has in the bucket. */
type Place = 'before' | 'after';

if (whole)
  test.describe.serial('The archive of a cluster, in a real S3,', () => {
    let scene: Scene;
    let s3: S3Server;
    let stores: Readonly<Record<Place, S3Store>>;
    let orders: DatabaseUnderTest;
    let backups: BackupsUnderTest;

    test.beforeAll(async () => {
      scene = await Scene.open('ended-archive');
      s3 = await startS3(undefined, hostOfNodes());
      const at = (prefix: Place) => ({ ...s3.access, prefix });
      stores = {
        before: new S3Store(at('before')),
        after: new S3Store(at('after')),
      };
      orders = await scene.database();
      backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
      await backups.location('before', at('before'));
      await backups.location('after', at('after'));
      await apply({ backup: { locationName: 'before' } });
      await orders.untilHealthy(240);
    });
    test.afterAll(async () => {
      await scene?.close();
      stores?.before.close();
      stores?.after.close();
      await s3?.remove();
    });

    function apply(
      spec: Pick<ClusterSpecInput, 'backup' | 'hibernate'>,
    ): Promise<void> {
      return orders.apply({
        ...{ topology: 'Single', instances: 1, deletionPolicy: 'Delete' },
        storage: { size: '1Gi', storageClassName: 'local-dynamic' },
        ...spec,
      });
    }
    function write(statement: string): Promise<unknown> {
      return orders.asApplication(client => client.query(statement));
    }
    /** Commits two marks. @returns a moment between them, when it can be restored */
    async function between(first: number, place: Place): Promise<string> {
      await write(`INSERT INTO marks VALUES (${first})`);
      const moment = await orders.asApplication(momentOf);
      await write(`INSERT INTO marks VALUES (${first + 1})`);
      await untilArchivedPast(moment, orders, stores[place]);
      return moment;
    }
    async function save(
      name: string,
      locationName: Place,
    ): Promise<BackupStatus> {
      await backups.apply('MySQLBackup', name, {
        ...{ clusterName: 'orders', locationName, method: 'Logical' },
      });
      const status = await backups.untilEnd(name);
      expect(status).toMatchObject({ phase: 'Succeeded' });
      return status;
    }

    const folder = () => `${orders.namespace}/orders`;
    async function chaptersIn(place: Place): Promise<readonly string[]> {
      const archive = await readArchive(stores[place], `${folder()}/archive`);
      return archive.chapters.map(chapter => chapter.folder);
    }
    async function keysIn(place: Place): Promise<readonly string[]> {
      const found = [];
      for await (const { key } of stores[place].list(`${folder()}/archive/`))
        found.push(key);
      return found.sort();
    }

    async function untilArchivers(many: number): Promise<void> {
      const { namespace } = orders;
      const pods = { apiVersion: 'v1', kind: 'Pod', namespace };
      let names: readonly string[] = [];
      await until(
        `${many} of the namespace’s pods archive`,
        async () => {
          const found = await scene.kubernetes.list(
            ...([pods, 'mysqlha.dev/agent=archive'] as const),
          );
          names = found.map(({ metadata }) => metadata.name);
          return names.length === many;
        },
        { seconds: 90, describe: () => names.join(', ') },
      );
    }
    /** The archive goes on here, by the cluster’s own word. */
    function untilArchivedTo(place: Place): Promise<unknown> {
      return orders.until(
        `the archive is in ${place}`,
        () => {
          const { status, message } = orders.condition('BinlogsArchived') ?? {};
          return (
            status === 'True' &&
            Boolean(message?.includes(`bucket backups/${place} at`))
          );
        },
        150,
      );
    }

    /** The marks that a new cluster of this name has, which is made of a moment. */
    async function marksAt(
      time: string,
      source: Readonly<Record<string, string>>,
      name: string,
    ): Promise<string> {
      const back = scene.beside(orders, name);
      await backups.apply('MySQLRestore', name, {
        ...{ source, target: { clusterName: name }, pointInTime: { time } },
      });
      const { message } = await backups.untilRestored(name);
      expect(message).toContain('is healthy');
      const marks = await back.asApplication(async client => {
        const [[row]] = await client.query<RowDataPacket[]>(
          'SELECT GROUP_CONCAT(id ORDER BY id) AS ids FROM marks',
        );
        return String(row?.ids);
      });
      await scene.remove(back);
      return marks;
    }

    /** For days nobody writes to it, and then its location is due. @returns what that says of archives afterwards */
    async function lookedThrough(place: Place): Promise<string | undefined> {
      ObjectFiles.below(s3, place).age(`${folder()}/archive`, 4);
      const due = new Date(Date.now() - 2 * DAY_MS).toISOString();
      await scene.kubernetes.mergePatch(
        {
          ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackupLocation' },
          ...{ namespace: orders.namespace, name: place },
        },
        { status: { archives: { lookedAt: due } } },
        { subresource: 'status' },
      );
      const { archives } = await backups.untilLocation(
        ...([place, 'archives were looked through'] as const),
        status =>
          status.archives?.lookedAt !== undefined &&
          status.archives.lookedAt !== due,
      );
      return archives?.message;
    }

    let second: BackupStatus;
    let early: string;

    test('begins anew in another location, and what lies in the first one can be restored from there', async () => {
      await untilArchivedTo('before');
      await write('CREATE TABLE marks (id INT PRIMARY KEY)');
      await save('first', 'before');
      // Else the chapter that comes would do for the first one, too.
      await between(1, 'before');
      const chapters = await chaptersIn('before');
      await backups.killAgent('archive');
      await until(
        'another archiver begins a chapter',
        async () => (await chaptersIn('before')).length > chapters.length,
        { seconds: 120 },
      );
      second = await save('second', 'before');
      early = await between(3, 'before');

      await apply({ backup: { locationName: 'after' } });
      await untilArchivedTo('after');
      await untilArchivers(1);
      const left = await keysIn('before');
      await save('third', 'after');
      const { recoverability } = await orders.until(
        'the range is of the other location',
        status => status.recoverability?.locationName === 'after',
        150,
      );
      expect((recoverability?.earliest ?? '') > early).toBe(true);
      const source = { locationName: 'before', path: folder() };
      expect(await marksAt(early, source, 'from-before')).toBe('1,2,3');
      expect(await keysIn('before')).toEqual(left);
    });

    test('loses where nobody goes on what no backup needs, and ends with the last of them', async () => {
      await backups.deleteWithData('first');
      const chapters = await chaptersIn('before');
      expect(await lookedThrough('before')).toMatch(
        /^Of archives that no cluster goes on with, \d+ chapters? that no backup needs (was|were) deleted\.$/,
      );
      const left = await chaptersIn('before');
      expect(left.length).toBeLessThan(chapters.length);
      expect(left.at(-1)).toBe(chapters.at(-1));
      expect(
        await findRecovery({
          ...{ store: stores.before, path: folder() },
          target: { time: microsOf(early) },
        }),
      ).toMatchObject({ path: second.path });
      await backups.deleteWithData('second');
      expect(await lookedThrough('before')).toContain(
        'with which 1 archive ended',
      );
      expect(await keysIn('before')).toEqual([]);
    });

    test('is left alone while its cluster sleeps, though no backup needs it', async () => {
      await backups.deleteWithData('third');
      await apply({ backup: { locationName: 'after' }, hibernate: true });
      await orders.until('it sleeps', ({ phase }) => phase === 'Hibernated');
      await untilArchivers(0);
      const left = await keysIn('after');
      expect(left).not.toEqual([]);
      expect(await lookedThrough('after')).toBeUndefined();
      expect(await keysIn('after')).toEqual(left);
      await apply({ backup: { locationName: 'after' } });
      await orders.untilHealthy(240);
    });

    test('is turned off, can be restored by a backup’s name, and ends with that backup', async () => {
      await save('fourth', 'after');
      const late = await between(5, 'after');
      await apply({ backup: { locationName: 'after', archiveBinlogs: false } });
      await orders.until(
        'nothing is said of an archive',
        ({ recoverability, conditions = [] }) =>
          recoverability === undefined &&
          conditions.every(({ type }) => type !== 'BinlogsArchived'),
      );
      await untilArchivers(0);
      const left = await keysIn('after');
      const source = { backupName: 'fourth' };
      expect(await marksAt(late, source, 'from-after')).toBe('1,2,3,4,5');
      expect(await keysIn('after')).toEqual(left);
      await backups.deleteWithData('fourth');
      expect(await lookedThrough('after')).toContain(
        'with which 1 archive ended',
      );
      expect(await keysIn('after')).toEqual([]);
    });
  });
