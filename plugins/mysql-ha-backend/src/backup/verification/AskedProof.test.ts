import { VERIFY_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupScene } from '../__testUtils__/BackupScene';

const PROVED = { result: { tables: 2, rows: '7', gtidExecuted: 'a:1-5' } };

describe('a proof that somebody asks for', () => {
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

  const status = (name = 'older') => scene.statusOf('MySQLBackup', name);
  const tried = (name = 'older') => status(name).verification;
  const isAsked = (name = 'older') =>
    VERIFY_ANNOTATION in
    (scene.read('MySQLBackup', name)?.metadata.annotations ?? {});

  function cluster(spec: object = {}, phase = 'Healthy'): void {
    scene.putCluster(
      { backup: { locationName: 'store', archiveBinlogs: false }, ...spec },
      { phase },
    );
  }

  function backup(name: string, completedAt: string, more: object = {}): void {
    const path = `shop/orders/backups/${name}`;
    scene.putMade(name, { path, completedAt, ...more });
  }

  async function ask(name = 'older'): Promise<void> {
    scene.annotate('MySQLBackup', name, {
      [VERIFY_ANNOTATION]: 'user:default/ada',
    });
    await scene.pass();
  }

  it('is made of the backup that it names, once, without any schedule', async () => {
    await scene.pass();
    expect(scene.jobs).toEqual([]);
    await ask();
    expect(tried()).toMatchObject({ phase: 'Running' });
    expect(tried('newest')).toBeUndefined();
    expect(scene.settings('verify').path).toBe('shop/orders/backups/older');
    expect(isAsked()).toBe(false);
    await scene.end('verify', 'Complete', [PROVED]);
    expect(status()).toMatchObject({
      verifiedAt: expect.stringMatching(/^2026-05-01T/),
      verification: { phase: 'Proved' },
    });
    await scene.pass(600);
    expect(scene.jobs).not.toContain('verify');
  });

  it('is made while the cluster is in trouble: somebody may be about to restore', async () => {
    cluster({}, 'Degraded');
    await ask();
    expect(tried()).toMatchObject({ phase: 'Running' });
  });

  it('is gone on with by the next operator, which begins no other one', async () => {
    await ask();
    await scene.startOperator();
    await scene.end('verify', 'Complete', [PROVED]);
    await scene.pass(60);
    expect(tried()).toMatchObject({ phase: 'Proved' });
    expect(scene.jobs).not.toContain('verify');
  });

  it('waits for the one before, and then begins', async () => {
    await ask('newest');
    await ask();
    expect(tried()).toBeUndefined();
    expect(isAsked()).toBe(true);
    await scene.end('verify', 'Complete', [PROVED]);
    await scene.pass();
    expect(tried()).toMatchObject({ phase: 'Running' });
  });

  it.each<[string, () => void]>([
    ['the cluster is paused', () => cluster({ paused: true })],
    [
      'a backup is being made',
      () =>
        backup('being-made', '2026-05-01T09:00:00Z', {
          ...{ phase: 'Running', source: 'orders-1' },
        }),
    ],
  ])('waits while %s', async (_, happens) => {
    happens();
    await ask();
    expect(tried()).toBeUndefined();
    expect(isAsked()).toBe(true);
  });

  it.each<[string, () => void, string]>([
    [
      'of a backup that failed',
      () => backup('older', '2026-05-01T10:00:00Z', { phase: 'Failed' }),
      'There is nothing to prove, as it failed: make another backup.',
    ],
    [
      'of a cluster that is gone',
      () => scene.delete('MySQLCluster', 'orders'),
      'there is no MySQLCluster orders any more',
    ],
    [
      'in a location that is gone',
      () => scene.delete('MySQLBackupLocation', 'store'),
      'there is no MySQLBackupLocation store: create it again.',
    ],
  ])('%s is answered at once', async (_, happens, message) => {
    happens();
    await ask();
    expect(tried()).toMatchObject({
      ...{ phase: 'Failed', message: expect.stringContaining(message) },
    });
    expect(isAsked()).toBe(false);
  });

  it('does not make a refuted backup a good one, unless it holds', async () => {
    await ask();
    await scene.end('verify', 'Failed', [
      { error: 'It differs.', damaged: true },
    ]);
    const { refutedAt } = status();
    expect(refutedAt).toMatch(/^2026-05-01T/);
    await ask();
    expect(status()).toMatchObject({
      ...{ refutedAt, verification: { phase: 'Running' } },
    });
    await scene.end('verify', 'Failed', [{ error: 'No room.' }]);
    expect(status()).toMatchObject({
      ...{ refutedAt, verification: { phase: 'Failed' } },
    });
    await ask();
    await scene.end('verify', 'Complete', [PROVED]);
    expect(status().refutedAt).toBeUndefined();
  });

  it('keeps what an engine of before knew of a refuted backup', async () => {
    const startedAt = '2026-05-01T10:30:00Z';
    backup('older', '2026-05-01T10:00:00Z', {
      verification: { phase: 'Refuted', startedAt },
    });
    await ask();
    expect(status()).toMatchObject({
      ...{ refutedAt: startedAt, verification: { phase: 'Running' } },
    });
  });
});
