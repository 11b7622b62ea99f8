import { expect, test } from '@playwright/test';
import type { BackupStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Fingerprint } from '../backup/fingerprint';
import { BackupsUnderTest } from './BackupsUnderTest';
import { type DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { fill, found } from './matrixData';
import { MatrixReport } from './matrixReport';
import { type MatrixStore, startMatrixStores } from './matrixStores';

/** `npm run test:backup-matrix` tries all; `npm test` what backup.spec.ts leaves: each method, each other store, each target. */
const whole = process.env.MYSQLHA_BACKUP_MATRIX === 'whole';

const methods = ['Physical', 'Logical'] as const;
const stores = ['s3', 's3-tls', 'azure'] as const;
const targets = ['new cluster', 'empty namespace'] as const;

/** A way there and back. */
interface Cell {
  readonly method: (typeof methods)[number];
  readonly store: (typeof stores)[number];
  readonly target: (typeof targets)[number];
}

const chosen: readonly Cell[] = whole
  ? methods.flatMap(method =>
      stores.flatMap(store =>
        targets.map(target => ({ method, store, target })),
      ),
    )
  : [
      { method: 'Physical', store: 'azure', target: 'empty namespace' },
      { method: 'Logical', store: 's3-tls', target: 'new cluster' },
    ];

/** So many restores at once: each is a pod that works and a MySQL that starts. */
const atOnce = 2;

const backupName = ({ method, store }: Cell) =>
  `${method.toLowerCase()}-${store}`;

test.describe.serial('Backups of each method, in each store', () => {
  const report = new MatrixReport();
  let scene: Scene;
  let running: MatrixStore[] = [];
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let saved: Fingerprint;
  const made = new Map<string, BackupStatus>();

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

  /** Makes the restore and says where its cluster will be. */
  async function begin(cell: Cell): Promise<{
    readonly back: DatabaseUnderTest;
    readonly there: BackupsUnderTest;
  }> {
    const name = backupName(cell);
    const { path } = made.get(name) ?? {};
    if (cell.target === 'new cluster') {
      const clusterName = `from-${name}`;
      await backups.apply('MySQLRestore', clusterName, {
        source: { backupName: name },
        target: { clusterName },
      });
      const back = scene.beside(orders, clusterName);
      return { back, there: backups };
    }
    // Nobody there knows of the backup, of the cluster or of the place.
    const back = await scene.database();
    const there = new BackupsUnderTest(scene.kubernetes, back.namespace);
    const { access } = storeOf(cell);
    await there.location('place', access);
    await there.apply('MySQLRestore', `from-${name}`, {
      source: { locationName: 'place', path },
      target: { clusterName: 'orders' },
    });
    return { back, there };
  }

  async function restore(cell: Cell): Promise<void> {
    const startedAt = performance.now();
    const name = backupName(cell);
    const { back, there } = await begin(cell);
    const status = await there.untilRestored(`from-${name}`);
    const seconds = (performance.now() - startedAt) / 1000;
    expect(status.message).toContain('is healthy');
    expect(status.restoredTo?.gtidSet).toBe(made.get(name)?.gtidExecuted);
    expect(await found(back)).toEqual(saved);
    report.add(
      { ...cell, store: storeOf(cell).title },
      made.get(name),
      seconds,
    );
    await back.delete();
  }

  for (const target of targets) {
    const cells = chosen.filter(cell => cell.target === target);
    test(`come back, byte for byte, into ${
      target === 'new cluster'
        ? 'a new cluster, from the MySQLBackup'
        : 'a namespace that knows nothing but the place, from the path'
    }`, async () => {
      test.setTimeout(120_000 + cells.length * 180_000);
      for (let index = 0; index < cells.length; index += atOnce)
        await Promise.all(cells.slice(index, index + atOnce).map(restore));
    });
  }
});
