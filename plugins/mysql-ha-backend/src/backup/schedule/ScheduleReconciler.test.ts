import { BackupScene, MADE } from '../__testUtils__/BackupScene';

const DAILY = {
  clusterName: 'orders',
  schedule: '@daily',
  backupTemplate: { spec: { locationName: 'store' } },
};
const HOUR = 3600;

describe('a MySQLBackupSchedule', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    scene.putCluster();
    await scene.startWithStore();
  });
  afterEach(() => scene.stopOperator());

  const status = () => scene.statusOf('MySQLBackupSchedule', 'nightly');
  const backups = () =>
    scene.server
      .list({ apiVersion: 'mysqlha.dev/v1alpha1', kind: 'MySQLBackup' })
      .map(({ metadata }) => metadata.name);
  async function schedule(spec: object = {}): Promise<void> {
    scene.put('MySQLBackupSchedule', 'nightly', { ...DAILY, ...spec });
    await scene.pass();
  }
  /** Lets the day end that has twelve hours left. */
  const untilMidnight = () => scene.leap(12 * HOUR);

  it('says when it fires next, and makes nothing before', async () => {
    await schedule();
    expect(status()).toMatchObject({
      nextScheduleTime: '2026-05-02T00:00:00.000Z',
    });
    expect(backups()).toEqual([]);
  });

  it('makes a backup when it fires, from its template', async () => {
    await schedule({
      backupTemplate: {
        spec: { locationName: 'store', method: 'Logical', databases: ['shop'] },
      },
    });
    await untilMidnight();
    expect(backups()).toEqual(['nightly-20260502000000']);
    expect(scene.read('MySQLBackup', 'nightly-20260502000000')).toMatchObject({
      metadata: { labels: { 'mysqlha.dev/schedule': 'nightly' } },
      spec: {
        clusterName: 'orders',
        locationName: 'store',
        method: 'Logical',
        databases: ['shop'],
      },
    });
    expect(status()).toMatchObject({
      lastScheduleTime: '2026-05-02T00:00:00.000Z',
      nextScheduleTime: '2026-05-03T00:00:00.000Z',
      lastBackup: 'nightly-20260502000000',
    });
    await scene.end('backup', 'Complete', [MADE]);
    await scene.pass();
    expect(status().lastSuccessfulTime).toBe(MADE.result.completedAt);
  });

  it('takes the location that the cluster names', async () => {
    scene.putCluster({ backup: { locationName: 'store' } });
    await schedule({ backupTemplate: {} });
    await untilMidnight();
    expect(backups()).toHaveLength(1);
  });

  it('that knows no location says where to set it', async () => {
    await schedule({ backupTemplate: {} });
    await untilMidnight();
    expect(backups()).toEqual([]);
    expect(status().message).toMatch(/spec.backup.locationName.*orders/);
  });

  it('catches up once what was missed while no operator ran, and says so', async () => {
    await schedule();
    await scene.stopOperator();
    await scene.leap(80 * HOUR);
    await scene.startOperator();
    expect(backups()).toEqual(['nightly-20260504000000']);
    expect(status().message).toContain(
      '2026-05-04T00:00:00.000Z was missed and is caught up by nightly-20260504000000',
    );
    await scene.pass();
    await scene.proveStore();
    await scene.pass();
    await scene.end('backup', 'Complete', [MADE]);
    await scene.pass();
    expect(status().message).toBeUndefined();
  });

  it('makes one at a time, and the newest that was missed when it is through', async () => {
    await schedule({ schedule: '@hourly' });
    for (const _ of [1, 2, 3]) await scene.leap(HOUR);
    expect(backups()).toEqual(['nightly-20260501130000']);
    expect(status().message).toContain('waits for nightly-20260501130000');
    await scene.end('backup', 'Complete', [MADE]);
    expect(backups()).toEqual([
      'nightly-20260501130000',
      'nightly-20260501150000',
    ]);
  });

  it('beside another one of the same second has its backup made after that one’s', async () => {
    await schedule();
    scene.put('MySQLBackupSchedule', 'logical', {
      ...DAILY,
      backupTemplate: { spec: { locationName: 'store', method: 'Logical' } },
    });
    await untilMidnight();
    await scene.pass();
    expect([...backups()].sort()).toEqual([
      'logical-20260502000000',
      'nightly-20260502000000',
    ]);
    expect(scene.jobs.filter(verb => verb === 'backup')).toHaveLength(1);
    await scene.end('backup', 'Complete', [MADE]);
    await scene.pass();
    expect(scene.jobs.filter(verb => verb === 'backup')).toHaveLength(1);
    await scene.end('backup', 'Complete', [MADE]);
    await scene.pass();
    for (const name of backups())
      expect(scene.statusOf('MySQLBackup', name).phase).toBe('Succeeded');
  });

  it('does not fire again when the clock is put back, and goes on when it is there again', async () => {
    await schedule();
    await untilMidnight();
    await scene.end('backup', 'Complete', [MADE]);
    await scene.leap(-2 * HOUR);
    await scene.leap(2 * HOUR);
    expect(backups()).toEqual(['nightly-20260502000000']);
    expect(status().nextScheduleTime).toBe('2026-05-03T00:00:00.000Z');
    await scene.leap(24 * HOUR);
    expect(backups()).toEqual([
      'nightly-20260502000000',
      'nightly-20260503000000',
    ]);
  });

  it('fires once when the clock is put ahead over several days', async () => {
    await schedule();
    await scene.leap(72 * HOUR);
    expect(backups()).toEqual(['nightly-20260504000000']);
  });

  it('that is suspended makes nothing', async () => {
    await schedule({ suspend: true });
    await untilMidnight();
    expect(backups()).toEqual([]);
    expect(status().nextScheduleTime).toBeUndefined();
    expect(status().message).toContain('suspended');
  });

  it.each([
    [{ schedule: '61 * * * *' }, 'schedule “61'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone Europe/Nowhere'],
    [{ schedule: '0 0 31 2 *' }, 'names no day'],
  ])('of %j says what is wrong', async (spec, words) => {
    await schedule(spec);
    expect(status().message).toContain(words);
    expect(status().nextScheduleTime).toBeUndefined();
    await schedule();
    expect(status().message).toBeUndefined();
  });

  it('says that its newest backup failed', async () => {
    await schedule();
    await untilMidnight();
    await scene.end('backup', 'Failed', [{ error: 'The bucket is full.' }]);
    await scene.pass();
    expect(status().message).toBe(
      'nightly-20260502000000 failed: The bucket is full.',
    );
  });

  it('deletes what its retention does not keep, with the data, and leaves what it did not make', async () => {
    const done = (completedAt: string) => ({
      status: { phase: 'Succeeded', completedAt, path: 'a/path' },
    });
    const labels = { 'mysqlha.dev/schedule': 'nightly' };
    for (const day of ['28', '29', '30'])
      scene.server.put({
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLBackup',
        metadata: { name: `n-${day}`, namespace: 'shop', labels },
        spec: { clusterName: 'orders', locationName: 'store' },
        ...done(`2026-04-${day}T00:00:00Z`),
      });
    scene.putBackup('by-hand', {}, done('2026-01-01T00:00:00Z'));
    scene.putCluster({ hibernate: true });
    await schedule({ retention: { keepLast: 2 } });
    await scene.pass(60);
    expect(backups()).toHaveLength(4);
    scene.putCluster();
    await scene.pass(60);
    await scene.pass();
    await scene.end('remove', 'Complete', [{ result: {} }]);
    expect(backups().sort()).toEqual(['by-hand', 'n-29', 'n-30']);
  });
});
