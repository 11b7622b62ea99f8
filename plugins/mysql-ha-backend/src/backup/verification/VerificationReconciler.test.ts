import { BackupScene } from '../__testUtils__/BackupScene';

const PATH = 'shop/orders/backups/x';
const PROVED = { result: { tables: 2, rows: '7', gtidExecuted: 'a:1-5' } };
const DAY = 24 * 3600;

describe('a proof by itself', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    cluster();
    backup('newest', '2026-05-01T11:00:00Z');
    backup('older', '2026-05-01T10:00:00Z');
    await scene.startWithStore();
  });
  afterEach(() => scene.stopOperator());

  const status = (name = 'newest') => scene.statusOf('MySQLBackup', name);
  const tried = (name = 'newest') => status(name).verification;

  function cluster(spec: object = {}, more: object = {}): void {
    scene.putCluster(
      {
        storage: { size: '20Gi', storageClassName: 'fast' },
        backup: {
          locationName: 'store',
          archiveBinlogs: false,
          verify: { schedule: '@daily' },
        },
        ...spec,
      },
      { phase: 'Healthy', ...more },
    );
  }

  function backup(name: string, completedAt: string, more: object = {}): void {
    scene.putMade(name, { path: PATH, completedAt, ...more });
  }

  /** The schedule fires. */
  async function fire(): Promise<void> {
    await scene.leap(DAY / 2);
    await scene.pass();
  }

  it('does not begin before it is due', async () => {
    await scene.pass();
    expect(scene.jobs).toEqual([]);
    expect(tried()).toBeUndefined();
  });

  it('restores the newest backup into a throw-away instance, in the cluster’s image, by no login', async () => {
    await fire();
    expect(tried()).toMatchObject({ phase: 'Running' });
    expect(tried('older')).toBeUndefined();
    expect(scene.settings('verify')).toMatchObject({
      path: PATH,
      scratch: '/scratch',
    });
    const job = JSON.stringify(scene.job('verify'));
    // A volume that goes with the pod, no Secret of the cluster, not on the primary’s node if there is another.
    expect(job).toContain(
      '"storageClassName":"fast","resources":{"requests":{"storage":"20Gi"}}',
    );
    expect(job).not.toContain('orders-system');
    expect(job).toContain('"mysqlha.dev/role":"primary"');
    expect(scene.job('verify').metadata.ownerReferences).toMatchObject([
      { kind: 'MySQLBackup', name: 'newest' },
    ]);
  });

  it('records when and how it was proved, and leaves nothing', async () => {
    await fire();
    await scene.end('verify', 'Complete', [PROVED]);
    expect(status()).toMatchObject({
      phase: 'Succeeded',
      verifiedAt: expect.stringMatching(/^2026-05-02T/),
      verification: {
        phase: 'Proved',
        message: expect.stringContaining('the rows and checksums of 2 tables'),
      },
    });
    expect(scene.jobs).not.toContain('verify');
    await scene.pass(600);
    expect(scene.jobs).not.toContain('verify');
  });

  it('that shows other data than were saved refutes the backup, with the cause', async () => {
    await fire();
    await scene.end('verify', 'Failed', [
      { error: 'The checksum of shop.t differs.', damaged: true },
    ]);
    expect(tried()).toMatchObject({
      phase: 'Refuted',
      message: 'The checksum of shop.t differs.',
    });
    expect(status().verifiedAt).toBeUndefined();
    expect(scene.jobs).not.toContain('verify');
  });

  it('that could not be tried blames the backup for nothing', async () => {
    await fire();
    await scene.end('verify', 'Failed', [
      { error: '/scratch has 2 MiB free and the copy needs 700 MiB.' },
    ]);
    expect(tried()).toMatchObject({ phase: 'Failed' });
  });

  it('that was killed has failed, and the next firing tries again', async () => {
    await fire();
    await scene.end('verify', 'Failed', [], {
      exitCode: 137,
      reason: 'OOMKilled',
    });
    expect(tried()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('OOMKilled'),
    });
    await scene.leap(DAY);
    await scene.pass();
    expect(tried()).toMatchObject({ phase: 'Running' });
  });

  it('keeps what was proved before', async () => {
    await fire();
    await scene.end('verify', 'Complete', [PROVED]);
    const { verifiedAt } = status();
    await scene.leap(DAY);
    await scene.pass();
    await scene.end('verify', 'Failed', [{ error: 'No.' }]);
    expect(status()).toMatchObject({
      verifiedAt,
      verification: { phase: 'Failed' },
    });
  });

  it('catches up once what was missed', async () => {
    await scene.stopOperator();
    await scene.leap(10 * DAY);
    await scene.startOperator();
    await scene.pass();
    await scene.proveStore();
    await scene.pass();
    await scene.end('verify', 'Complete', [PROVED]);
    await scene.pass(600);
    expect(scene.jobs.filter(verb => verb === 'verify')).toEqual([]);
  });

  it('goes on with the next operator', async () => {
    await fire();
    await scene.startOperator();
    await scene.end('verify', 'Complete', [PROVED]);
    expect(tried()).toMatchObject({ phase: 'Proved' });
  });

  it.each<[string, object, object]>([
    ['is in trouble', {}, { phase: 'FailingOver' }],
    ['is degraded', {}, { phase: 'Degraded' }],
    ['is paused', { paused: true }, {}],
  ])('waits while the cluster %s', async (_, spec, more) => {
    cluster(spec, more);
    await fire();
    expect(tried()).toBeUndefined();
    cluster();
    await scene.pass();
    expect(tried()).toMatchObject({ phase: 'Running' });
  });

  it('waits while a backup is being made', async () => {
    backup('being-made', '2026-05-01T09:00:00Z', {
      phase: 'Running',
      source: 'orders-1',
    });
    await fire();
    expect(tried()).toBeUndefined();
  });

  it('waits while three others are under way, wherever', async () => {
    for (const name of ['a', 'b', 'c'])
      scene.putBackup(
        name,
        { clusterName: 'others' },
        {
          status: {
            phase: 'Succeeded',
            verification: {
              phase: 'Running',
              startedAt: '2026-05-02T00:00:00Z',
            },
          },
        },
      );
    scene.putCluster({}, {});
    await fire();
    expect(tried()).toBeUndefined();
  });

  it('takes no backup that is being deleted, nor one of a cluster elsewhere', async () => {
    scene.annotate('MySQLBackup', 'newest', {
      'mysqlha.dev/delete-with-data': 'true',
    });
    backup('elsewhere', '2026-05-01T11:30:00Z', { origin: 'bank/orders' });
    await fire();
    expect(tried('elsewhere')).toBeUndefined();
    expect(tried('older')).toMatchObject({ phase: 'Running' });
  });

  it('ends when somebody deletes the backup with its data, and refutes nothing', async () => {
    await fire();
    scene.annotate('MySQLBackup', 'newest', {
      'mysqlha.dev/delete-with-data': 'true',
    });
    await scene.pass();
    expect(scene.jobs).not.toContain('verify');
  });

  it('does not wait for ever when its location was deleted', async () => {
    await fire();
    scene.delete('MySQLBackupLocation', 'store');
    await scene.pass();
    expect(tried()).toMatchObject({
      phase: 'Failed',
      message:
        'The MySQLBackupLocation store was deleted before the backup was proved: create it again, and the next proof goes on.',
    });
    expect(scene.jobs).toEqual([]);
  });

  it('says what no node can take', async () => {
    await fire();
    await scene.stick('verify', {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          message: '0/3 nodes are available: 3 Insufficient memory.',
        },
      ],
    });
    expect(tried()).toMatchObject({
      phase: 'Running',
      message: expect.stringContaining('3 Insufficient memory'),
    });
    await scene.pass(61 * 60);
    expect(tried()).toMatchObject({
      phase: 'Failed',
      message: expect.stringMatching(/given up after an hour.*3 Insufficient/),
    });
    expect(scene.jobs).not.toContain('verify');
  });
});
