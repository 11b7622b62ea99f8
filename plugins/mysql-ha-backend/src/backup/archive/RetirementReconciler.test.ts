import { BackupScene, LOCATION } from '../__testUtils__/BackupScene';

const DAY = 24 * 3600;

describe('archives that no cluster goes on with', () => {
  let scene: BackupScene;
  beforeEach(() => {
    scene = new BackupScene();
    scene.putLocation();
  });
  afterEach(() => scene.stopOperator());

  async function start(spec: object = {}): Promise<void> {
    scene.putCluster(spec);
    await scene.startWithStore();
  }

  /** A day goes by, and the location is proved again. */
  async function dayPasses(): Promise<void> {
    await scene.leap(DAY);
    if (scene.jobs.includes('probe')) await scene.proveStore();
    await scene.pass();
  }

  const status = () =>
    JSON.parse(JSON.stringify(scene.statusOf('MySQLBackupLocation', 'store')))
      .archives;

  it('are looked through once a day, by a Job that knows whose are in use', async () => {
    await start({ backup: { locationName: 'store' }, hibernate: true });
    await scene.pass(600);
    expect(scene.jobs).not.toContain('retire');
    await dayPasses();
    expect(scene.settings('retire')).toEqual({
      ...{ verb: 'retire', namespace: 'shop', kept: ['shop/orders/archive'] },
      store: expect.objectContaining({ bucket: 'backups', prefix: 'team' }),
    });
    await scene.end('retire', 'Complete', [
      { result: { archives: 1, ended: 1, chapters: 3 } },
    ]);
    expect(status()).toEqual({
      lookedAt: expect.stringMatching(/^2026-05-02T/),
      message: expect.stringContaining('3 chapters that no backup needs were'),
    });
    await scene.pass(600);
    expect(scene.jobs).not.toContain('retire');
    await dayPasses();
    await scene.end('retire', 'Complete', [
      { result: { archives: 0, ended: 0, chapters: 0 } },
    ]);
    expect(status()).toEqual({
      lookedAt: expect.stringMatching(/^2026-05-03T/),
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['archives nothing any more', { archiveBinlogs: false }, []],
    ['archives elsewhere', { locationName: 'other' }, []],
    [
      'archives here by another name of the place',
      { locationName: 'alias' },
      ['shop/orders/archive'],
    ],
    [
      'archives to a location that is not there now',
      { locationName: 'missing' },
      ['shop/orders/archive'],
    ],
  ])('are told from that of a cluster which %s', async (_, backup, kept) => {
    scene.put('MySQLBackupLocation', 'alias', LOCATION);
    scene.put('MySQLBackupLocation', 'other', {
      ...{ ...LOCATION, s3: { ...LOCATION.s3, bucket: 'others' } },
    });
    scene.putCluster({ backup: { locationName: 'store', ...backup } });
    await scene.startOperator();
    await scene.leap(DAY);
    const jobs = scene.server.list({
      ...{ apiVersion: 'batch/v1', kind: 'Job', namespace: 'shop' },
    });
    const settings = jobs
      .map(job => JSON.parse(JSON.stringify(job)))
      .filter(({ metadata }) => metadata.name.startsWith('retire-store-'))
      .map(({ spec }) =>
        JSON.parse(spec.template.metadata.annotations['mysqlha.dev/settings']),
      );
    expect(settings).toMatchObject([{ kept }]);
  });

  it('that could not be looked through are so tomorrow, and the location says why', async () => {
    await start();
    await dayPasses();
    await scene.end('retire', 'Failed', [{ error: 'No right to delete.' }]);
    expect(status().message).toBe(
      'What no backup needs of old archives could not be deleted, which is tried again in a day: No right to delete.',
    );
    expect(scene.jobs).not.toContain('retire');
    await dayPasses();
    expect(scene.jobs).toContain('retire');
  });
});
