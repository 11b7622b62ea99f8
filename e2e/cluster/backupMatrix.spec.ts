import { expect, test } from '@playwright/test';
import type { BackupStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Fingerprint } from '../backup/fingerprint';
import { type ArchivedSource, archivedSource } from './archivedSource';
import { BackupsUnderTest } from './BackupsUnderTest';
import { type DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import {
  type Cell,
  backupName,
  chosen,
  into,
  methods,
  targets,
  whole,
} from './matrixCells';
import { fill, found } from './matrixData';
import { MatrixReport } from './matrixReport';
import { type MatrixStore, startMatrixStores } from './matrixStores';

/** A restore that was asked for. */
interface Asked {
  /** Of the MySQLRestore. */
  readonly name: string;
  readonly there: BackupsUnderTest;
  readonly backup: BackupStatus;
  readonly back: DatabaseUnderTest;
  /** What the application should find. */
  readonly data: Fingerprint;
}

/** Two at once: each is a pod that works and a MySQL that starts. */
async function twoAtOnce<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  for (let index = 0; index < all.length; index += 2)
    await Promise.all(all.slice(index, index + 2).map(work));
}

test.describe.serial('Backups of each method, in each store', () => {
  const report = new MatrixReport();
  let scene: Scene;
  let running: MatrixStore[] = [];
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let saved: Fingerprint;
  const made = new Map<string, BackupStatus>();
  const archived = new Map<string, ArchivedSource>();

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    scene = await Scene.open('matrix');
    running = await startMatrixStores();
    orders = await scene.database();
    backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
    await orders.apply({
      topology: 'Single',
      instances: 1,
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
      deletionPolicy: 'Delete',
    });
    for (const { name, access } of running)
      await backups.location(name, access);
    await orders.untilHealthy(240);
    saved = await fill(orders);
  });
  test.afterAll(async () => {
    await scene?.close();
    await Promise.all(running.map(store => store.remove()));
    if (whole) report.write();
  });

  function storeOf({ store }: Cell): MatrixStore {
    const one = running.find(({ name }) => name === store);
    if (!one) throw new Error(`the store ${store} does not run`);
    return one;
  }

  test('are made, after each location was proved', async () => {
    const cells = chosen.filter(
      (cell, index) =>
        chosen.findIndex(one => backupName(one) === backupName(cell)) === index,
    );
    test.setTimeout(120_000 + cells.length * 120_000);
    for (const name of new Set(cells.map(({ store }) => store)))
      await backups.untilLocation(
        name,
        'reachable',
        ({ reachable }) => reachable === 'True',
      );
    for (const cell of cells) {
      await backups.apply('MySQLBackup', backupName(cell), {
        clusterName: 'orders',
        locationName: cell.store,
        method: cell.method,
      });
      const status = await backups.untilEnd(backupName(cell));
      expect(status.message).toContain('were saved in');
      made.set(backupName(cell), status);
    }
  });

  if (whole)
    test('are made of a cluster for each store whose binary log is archived there, which is damaged then', async () => {
      test.setTimeout(1_200_000);
      await twoAtOnce(running, async store => {
        const database = scene.beside(orders, `archived-${store.name}`);
        archived.set(
          store.name,
          await archivedSource(database, backups, methods, store),
        );
      });
    });

  async function ask(cell: Cell): Promise<Asked> {
    switch (cell.target) {
      case 'new cluster':
      case 'empty namespace':
        return askForNew(cell);
      case 'point in time':
      case 'in place':
        return askOfArchived(cell);
      default:
        return cell.target satisfies never;
    }
  }

  async function askForNew(cell: Cell): Promise<Asked> {
    const backup = made.get(backupName(cell));
    if (!backup) throw new Error(`there is no backup ${backupName(cell)}`);
    const name = `from-${backupName(cell)}`;
    if (cell.target === 'new cluster') {
      await backups.apply('MySQLRestore', name, {
        source: { backupName: backupName(cell) },
        target: { clusterName: name },
      });
      const back = scene.beside(orders, name);
      return { name, there: backups, backup, back, data: saved };
    }
    // Nobody there knows of the backup, of the cluster or of the place.
    const back = await scene.database();
    const there = new BackupsUnderTest(scene.kubernetes, back.namespace);
    await there.location('place', storeOf(cell).access);
    await there.apply('MySQLRestore', name, {
      source: { locationName: 'place', path: backup.path },
      target: { clusterName: 'orders' },
    });
    return { name, there, backup, back, data: saved };
  }

  async function askOfArchived({
    method,
    store,
    target,
  }: Cell): Promise<Asked> {
    const source = archived.get(store);
    const from = source?.backups.get(method);
    if (!source || !from) throw new Error(`nothing is archived in ${store}`);
    const inPlace = target === 'in place';
    const name = `${inPlace ? 'into' : 'at'}-${from.name}`;
    const back = inPlace ? source.database : scene.beside(orders, name);
    await backups.apply('MySQLRestore', name, {
      source: { backupName: from.name },
      target: { clusterName: back.name, inPlace },
      ...(!inPlace && { pointInTime: { time: source.moment } }),
    });
    const data = inPlace ? source.saved : source.before;
    return { name, there: backups, backup: from.status, back, data };
  }

  async function restore(cell: Cell): Promise<void> {
    const startedAt = performance.now();
    const { name, there, backup, back, data } = await ask(cell);
    const status = await there.untilRestored(name);
    const seconds = (performance.now() - startedAt) / 1000;
    expect(status.message).toContain('is healthy');
    expect(status.restoredTo).toEqual(
      cell.target === 'point in time'
        ? { gtidSet: expect.any(String), time: expect.any(String) }
        : { gtidSet: backup.gtidExecuted },
    );
    expect(await found(back)).toEqual(data);
    report.add({ ...cell, store: storeOf(cell).title }, backup, seconds);
    // The other method’s backup is restored in the same place.
    if (cell.target !== 'in place') await back.delete();
  }

  for (const target of targets) {
    const cells = chosen.filter(cell => cell.target === target);
    if (cells.length > 0)
      test(`come back, byte for byte, ${into[target]}`, async () => {
        test.setTimeout(120_000 + cells.length * 180_000);
        await twoAtOnce(cells, restore);
      });
  }
});
