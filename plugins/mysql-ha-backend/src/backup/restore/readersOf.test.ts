import { mysqlBackupSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  BackupScene,
  described,
  LOCATION,
  MADE,
} from '../__testUtils__/BackupScene';
import { markOf } from '../discovery/markOf';
import { readersOf, watchedReadersOf } from './readersOf';

const PATH = 'shop/orders/backups/x';
const DELETE = { 'mysqlha.dev/delete-with-data': 'true' };
const DESCRIBED = described(
  { instances: 1, storage: { size: '10Gi' } },
  { path: PATH },
);

describe('A backup that is restored from', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    await scene.startWithStore();
    scene.putMade();
  });
  afterEach(() => scene.stopOperator());

  const deletion = () => scene.statusOf('MySQLBackup', 'first');

  async function restore(spec: object = {}, name = 'back'): Promise<void> {
    scene.put('MySQLRestore', name, {
      source: { backupName: 'first' },
      target: { clusterName: 'orders' },
      ...spec,
    });
    await scene.pass();
  }
  /** Somebody wants it to go, and time passes. */
  async function deleteIt(): Promise<void> {
    scene.annotate('MySQLBackup', 'first', DELETE);
    await scene.pass();
    await scene.pass();
  }
  const end = (verb: 'describe' | 'restore') =>
    scene.end(verb, 'Failed', [{ error: 'It was a test.' }]);

  it('keeps its data until the restore is through, and says for whom', async () => {
    await restore();
    await deleteIt();
    expect(scene.jobs).toEqual(['describe']);
    expect(deletion()).toMatchObject({
      phase: 'Succeeded',
      message:
        'Its data are deleted when this restore is through, which reads them: shop/back.',
    });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    await scene.pass();
    expect(scene.jobs).toEqual(['describe', 'restore']);
    await end('restore');
    await scene.pass();
    expect(scene.jobs).toEqual(['remove']);
    await scene.end('remove', 'Complete', [{ result: {} }]);
    expect(scene.read('MySQLBackup', 'first')).toBeUndefined();
  });

  it('keeps them under the next operator too, whatever that has listed first', async () => {
    await restore();
    await scene.stopOperator();
    scene.annotate('MySQLBackup', 'first', DELETE);
    const kubernetes = await scene.startOperator(() => true, ['MySQLRestore']);
    await scene.pass(60);
    expect(scene.jobs).not.toContain('remove');
    kubernetes.finishListing('MySQLRestore');
    await scene.pass(60);
    expect(scene.jobs).not.toContain('remove');
  });

  it('is asked for of the API server itself, as another operator may have begun a restore just now', async () => {
    const kubernetes = await scene.startOperator();
    kubernetes.watches.hold();
    scene.put('MySQLRestore', 'back', {
      source: { backupName: 'first' },
      target: { clusterName: 'orders' },
    });
    const backup = mysqlBackupSchema.parse(scene.read('MySQLBackup', 'first'));
    expect(await readersOf(kubernetes, backup)).toEqual(['shop/back']);
    expect(watchedReadersOf(kubernetes, backup)).toEqual([]);
    kubernetes.watches.resume();
  });

  it('keeps them for one that waits for the location', async () => {
    scene.putLocation('False');
    await restore();
    expect(scene.statusOf('MySQLRestore', 'back').phase).toBe('Pending');
    await deleteIt();
    expect(scene.jobs).not.toContain('remove');
    expect(deletion().message).toContain('shop/back');
  });

  it('keeps them while the newest backup of its cluster is looked for', async () => {
    const source = { clusterName: 'orders', locationName: 'store' };
    await restore({ source, target: { clusterName: 'orders-2' } });
    await deleteIt();
    expect(deletion().message).toContain('shop/back');
    const other = { ...DESCRIBED.result, path: 'shop/orders/backups/y' };
    await scene.end('describe', 'Complete', [{ result: other }]);
    await scene.pass();
    expect(scene.jobs).toEqual(expect.arrayContaining(['restore', 'remove']));
  });

  it('keeps them for one of another namespace that reads from the same place', async () => {
    for (const [kind, name, spec] of [
      ['MySQLBackupLocation', 'place', LOCATION],
      [
        'MySQLRestore',
        'rescue',
        {
          source: { locationName: 'place', path: PATH },
          target: { clusterName: 'orders' },
        },
      ],
    ] as const)
      scene.server.put({
        ...{ apiVersion: 'mysqlha.dev/v1alpha1', kind },
        metadata: { name, namespace: 'rescue' },
        spec,
      });
    await scene.pass();
    await deleteIt();
    expect(deletion().message).toContain('rescue/rescue');
  });

  it('keeps them for nobody who reads from another place', async () => {
    scene.put('MySQLBackupLocation', 'elsewhere', {
      ...LOCATION,
      s3: { ...LOCATION.s3, bucket: 'others' },
    });
    await restore({ source: { locationName: 'elsewhere', path: PATH } });
    await deleteIt();
    expect(scene.jobs).toContain('remove');
  });

  it('is left by the retention of its schedule until the restore is through', async () => {
    const labels = { 'mysqlha.dev/schedule': 'nightly' };
    for (const [name, path, day] of [
      ['first', PATH, '01'],
      ['second', 'shop/orders/backups/y', '02'],
    ])
      scene.putBackup(
        name,
        {},
        {
          metadata: { name, namespace: 'shop', labels },
          status: {
            ...{ phase: 'Succeeded', path },
            completedAt: `2026-04-${day}T00:00:00Z`,
          },
        },
      );
    await restore();
    scene.put('MySQLBackupSchedule', 'nightly', {
      ...{ clusterName: 'orders', schedule: '@yearly', suspend: true },
      retention: { keepLast: 1 },
      backupTemplate: { spec: { locationName: 'store' } },
    });
    const marks = () =>
      scene.read('MySQLBackup', 'first')?.metadata.annotations ?? {};
    await scene.pass(60);
    expect(marks()).not.toHaveProperty(['mysqlha.dev/delete-with-data']);
    await end('describe');
    await scene.pass(60);
    expect(marks()).toMatchObject(DELETE);
  });

  it('is not forgotten by discovery while it is read', async () => {
    const mark = markOf(PATH);
    scene.putBackup(
      'first',
      {},
      {
        metadata: {
          ...{ name: 'first', namespace: 'shop' },
          labels: { 'mysqlha.dev/discovered': mark },
        },
        status: { phase: 'Succeeded', path: PATH },
      },
    );
    await restore();
    const told = { found: 0, more: 0, total: 0, unreadable: 0, lost: mark };
    const location = scene.read('MySQLBackupLocation', 'store');
    scene.put(
      'MySQLBackupLocation',
      'store',
      { ...LOCATION, discover: 'All' },
      { status: location?.status },
    );
    await scene.pass();
    if (scene.jobs.includes('probe')) await scene.proveStore();
    await scene.end('discover', 'Complete', [{ result: told }]);
    expect(scene.read('MySQLBackup', 'first')).toBeDefined();
    await end('describe');
    await scene.pass(16 * 60);
    await scene.end('discover', 'Complete', [{ result: told }]);
    expect(scene.read('MySQLBackup', 'first')).toBeUndefined();
  });

  it.each([
    ['by its name', { backupName: 'first' }],
    ['by its path', { locationName: 'store', path: PATH }],
  ])(
    'is refused %s to a restore that begins after its deletion did',
    async (_, source) => {
      await deleteIt();
      expect(scene.jobs).toContain('remove');
      await restore({ source });
      await scene.pass();
      expect(scene.statusOf('MySQLRestore', 'back')).toMatchObject({
        phase: 'Failed',
        message: expect.stringMatching(
          /^The data of the backup first are being deleted since 2026-05-01T12:\S+: choose another/,
        ),
      });
      expect(scene.jobs).not.toContain('describe');
    },
  );

  it('is not deleted when a restore began between the decision and the deed', async () => {
    await restore();
    scene.putMade('first', { deletingSince: '2026-05-01T12:00:00Z' });
    await deleteIt();
    expect(scene.jobs).not.toContain('remove');
    expect(deletion()).not.toHaveProperty('deletingSince');
    await scene.end('describe', 'Complete', [
      { result: { ...MADE.result, ...DESCRIBED.result } },
    ]);
    expect(scene.jobs).toContain('restore');
  });
});
