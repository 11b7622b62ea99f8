import { BackupScene, described, MADE } from '../__testUtils__/BackupScene';

const DESCRIBED = described({
  instances: 3,
  storage: { size: '10Gi', storageClassName: 'fast' },
  externalSource: { host: 'old', secretRef: { name: 'x' } },
});
const RESTORED = { result: { gtidExecuted: 'a:1-5' } };

describe('a MySQLRestore', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    await scene.startWithStore();
    scene.putMade();
  });
  afterEach(() => scene.stopOperator());

  const status = () => scene.statusOf('MySQLRestore', 'back');
  const claim = () =>
    scene.server.read({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      ...{ namespace: 'shop', name: 'data-orders-0' },
    });

  async function begin(spec: object = {}): Promise<void> {
    scene.put('MySQLRestore', 'back', {
      source: { backupName: 'first' },
      target: { clusterName: 'orders' },
      ...spec,
    });
    await scene.pass();
  }
  async function fill(): Promise<void> {
    await begin();
    await scene.end('describe', 'Complete', [DESCRIBED]);
  }

  it('fills a volume, makes the cluster of the manifest’s spec, and is through when that is healthy', async () => {
    await begin();
    expect(status()).toMatchObject({
      phase: 'Running',
      path: MADE.result.path,
    });
    expect(scene.settings('describe')).toMatchObject({
      path: MADE.result.path,
    });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    expect(claim()).toMatchObject({
      metadata: { labels: { 'mysqlha.dev/cluster': 'orders' } },
      spec: {
        storageClassName: 'fast',
        resources: { requests: { storage: '10Gi' } },
      },
    });
    expect(scene.settings('restore')).toMatchObject({
      path: MADE.result.path,
      datadir: '/var/lib/mysql/data',
    });
    expect(JSON.stringify(scene.job('restore'))).toContain(
      '"claimName":"data-orders-0"',
    );
    scene.say('restore', { step: 'download', doneBytes: 1, totalBytes: 2 });
    await scene.pass();
    expect(status().progress).toMatchObject({ doneBytes: 1 });
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(scene.read('MySQLCluster', 'orders')).toMatchObject({
      spec: { instances: 3, storage: { size: '10Gi' } },
    });
    expect(scene.read('MySQLCluster', 'orders')?.spec).not.toHaveProperty(
      'externalSource',
    );
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Running',
      restoredTo: { gtidSet: 'a:1-5' },
    });
    scene.server.put({
      ...(scene.read('MySQLCluster', 'orders') ?? {
        ...{ apiVersion: '', kind: '', metadata: { name: '' } },
      }),
      status: { phase: 'Healthy' },
    });
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Succeeded',
      gtidExecuted: 'a:1-5',
      message: expect.stringContaining('orders-app'),
    });
    expect(scene.jobs).toEqual([]);
  });

  it('takes the spec that it is given rather than the manifest’s', async () => {
    await begin({
      target: {
        clusterName: 'orders',
        clusterSpec: { instances: 1, storage: { size: '20Gi' } },
      },
    });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    expect(claim()).toMatchObject({
      spec: { resources: { requests: { storage: '20Gi' } } },
    });
  });

  it('gives the new cluster to whom the restore says it belongs', async () => {
    const owner = { 'mysqlha.dev/owner': 'group:default/shop-team' };
    scene.put(
      'MySQLRestore',
      'back',
      { source: { backupName: 'first' }, target: { clusterName: 'orders' } },
      {
        metadata: {
          name: 'back',
          namespace: 'shop',
          annotations: { ...owner, 'mysqlha.dev/requested-by': 'somebody' },
        },
      },
    );
    await scene.pass();
    await scene.end('describe', 'Complete', [DESCRIBED]);
    await scene.end('restore', 'Complete', [RESTORED]);
    const { annotations } =
      scene.read('MySQLCluster', 'orders')?.metadata ?? {};
    expect(annotations).toMatchObject(owner);
    expect(annotations).not.toHaveProperty(['mysqlha.dev/requested-by']);
  });

  it('under another name keeps what the application’s user and database are called', async () => {
    await begin({ target: { clusterName: 'orders-2' } });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(scene.read('MySQLCluster', 'orders-2')).toMatchObject({
      metadata: { annotations: { 'mysqlha.dev/database-of': 'orders' } },
    });
  });

  it('needs no MySQLBackup when it is told where the artifact is', async () => {
    await begin({ source: { locationName: 'store', path: 'else/where' } });
    expect(scene.settings('describe')).toMatchObject({ path: 'else/where' });
  });

  it('to a point in time is made of the backup and the archive that the agent finds', async () => {
    const pointInTime = { time: '2026-05-01T11:59:00.250001Z' };
    await begin({
      source: { clusterName: 'users', locationName: 'store' },
      pointInTime,
    });
    expect(scene.settings('describe')).toMatchObject({
      path: 'shop/users',
      pointInTime,
    });
    const path = 'shop/users/backups/monday';
    const archive = 'shop/users/archive-1';
    await scene.end('describe', 'Complete', [
      {
        result: {
          ...{ ...DESCRIBED.result, path, archive },
          newestTime: '2026-05-01T11:58:59.900000Z',
        },
      },
    ]);
    expect(scene.settings('restore')).toMatchObject({
      path,
      pointInTime: { archive, ...pointInTime },
    });
    scene.say('restore', { step: 'download', doneBytes: 1, totalBytes: 2 });
    await scene.pass();
    expect(status()).toMatchObject({
      path,
      message:
        'The volume of orders-0 is being filled with all that was committed until 2026-05-01T11:58:59.900000Z.',
    });
    const time = '2026-05-01T11:58:59.900000Z';
    await scene.end('restore', 'Complete', [
      { result: { gtidExecuted: 'a:1-9', restoredTo: time } },
    ]);
    await scene.pass();
    expect(status().restoredTo).toEqual({ gtidSet: 'a:1-9', time });
  });

  it('to a point in time that can’t be reached says why, and makes nothing', async () => {
    await begin({ pointInTime: { gtidSet: 'a:1-9' } });
    await scene.end('describe', 'Failed', [
      { error: 'a:6 is in no archive. 2026-05-01 is the nearest moment.' },
    ]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: 'a:6 is in no archive. 2026-05-01 is the nearest moment.',
    });
    expect(claim()).toBeUndefined();
  });

  it('of a cluster looks where its backups are kept', async () => {
    scene.putCluster({ backup: { locationName: 'store' } });
    await begin({
      ...{ source: { clusterName: 'orders' } },
      target: { clusterName: 'orders-2' },
    });
    expect(scene.settings('describe')).toMatchObject({ path: 'shop/orders' });
  });

  it('is gone on with by the next operator', async () => {
    await fill();
    await scene.stopOperator();
    await scene.startOperator();
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(scene.read('MySQLCluster', 'orders')).toBeDefined();
  });

  it.each(['MySQLBackup', 'MySQLBackupLocation', 'Job'] as const)(
    'is left alone by the next operator until that has listed each %s',
    async kind => {
      await fill();
      await scene.stopOperator();
      const kubernetes = await scene.startOperator(() => true, [kind]);
      await scene.pass(60);
      expect(status().phase).toBe('Running');
      expect(claim()).toBeDefined();
      kubernetes.finishListing(kind);
      await scene.end('restore', 'Complete', [RESTORED]);
      expect(scene.read('MySQLCluster', 'orders')).toBeDefined();
    },
  );

  it('is begun again when somebody deleted what was filled before its cluster was made', async () => {
    await fill();
    await scene.stopOperator();
    await scene.end('restore', 'Complete', [RESTORED]);
    scene.server.delete({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      ...{ namespace: 'shop', name: 'data-orders-0' },
    });
    await scene.startOperator();
    await scene.pass();
    expect(claim()).toBeDefined();
    expect(scene.read('MySQLCluster', 'orders')).toBeUndefined();
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(scene.read('MySQLCluster', 'orders')).toBeDefined();
  });

  it('has its volume go with it until that is a cluster’s', async () => {
    await fill();
    expect(claim()?.metadata.ownerReferences).toMatchObject([{ name: 'back' }]);
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(claim()?.metadata.ownerReferences ?? []).toEqual([]);
  });

  it('goes on when its MySQLBackup alone is deleted, as the data are there still', async () => {
    await fill();
    scene.delete('MySQLBackup', 'first');
    await scene.pass();
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(scene.read('MySQLCluster', 'orders')).toBeDefined();
  });

  it('that fails leaves neither a volume nor a cluster', async () => {
    await fill();
    await scene.end('restore', 'Failed', [{ error: 'A checksum differs.' }]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: 'A checksum differs.',
    });
    expect(claim()).toBeUndefined();
    expect(scene.read('MySQLCluster', 'orders')).toBeUndefined();
    expect(scene.jobs).toEqual([]);
  });

  it('never touches a cluster that is there', async () => {
    scene.putCluster();
    await begin();
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('orders already'),
    });
    expect(claim()).toBeUndefined();
  });

  it('never touches a volume that is there', async () => {
    scene.server.put({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-orders-0', namespace: 'shop' },
    });
    await fill();
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('kubectl delete pvc data-orders-0'),
    });
    expect(claim()).toBeDefined();
    expect(scene.jobs).toEqual([]);
  });

  it('does not make again a cluster that somebody deleted', async () => {
    await fill();
    await scene.end('restore', 'Complete', [RESTORED]);
    await scene.pass();
    scene.delete('MySQLCluster', 'orders');
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('was deleted before it was healthy'),
    });
    expect(scene.read('MySQLCluster', 'orders')).toBeUndefined();
  });

  it.each([
    [
      { target: { clusterName: 'orders', inPlace: true } },
      'There is no MySQLCluster orders in the namespace shop: make a restore without target.inPlace',
    ],
    [
      { pointInTime: { time: '2026-05-01T12:30:00.5Z' } },
      'pointInTime.time 2026-05-01T12:30:00.5Z is in the future',
    ],
    [
      { source: { clusterName: 'orders' } },
      'no MySQLCluster orders in the namespace shop whose spec.backup names a location: set source.locationName',
    ],
    [{ source: { backupName: 'none' } }, 'There is no MySQLBackup none'],
    [
      { source: { locationName: 'none', path: 'a' } },
      'There is no MySQLBackupLocation none',
    ],
  ])('of %j is refused with what to do', async (spec, words) => {
    await begin(spec);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [
      { clusterName: 'orders', clusterSpec: { storage: { size: '2Gi' } } },
      'The data need about 2.5 GiB, and storage.size of the new cluster is 2Gi',
    ],
    [
      { clusterName: 'orders', clusterSpec: { instances: 12 } },
      'spec of the new cluster can’t be used (spec.instances',
    ],
  ])('into %j is refused before anything is begun', async (target, words) => {
    await begin({ target });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining(words),
    });
    expect(claim()).toBeUndefined();
  });

  describe('in place', () => {
    const inPlace = { target: { clusterName: 'orders', inPlace: true } };
    const exchange = (stage: string, message: string) => {
      const cluster = scene.read('MySQLCluster', 'orders');
      const uid = scene.read('MySQLRestore', 'back')?.metadata.uid;
      if (!cluster) throw new Error('there is no cluster');
      scene.server.put({
        ...cluster,
        status: {
          ...Object(cluster.status),
          exchange: {
            ...{ name: 'back', uid, stage, message, claim: 'restored' },
            ...{ since: '2026-05-01T12:00:00Z', moves: [] },
          },
        },
      });
    };
    beforeEach(() => scene.putCluster({ storage: { size: '10Gi' } }));

    it('fills a volume beside the cluster, which runs on, and hands it to the engine', async () => {
      await begin(inPlace);
      await scene.end('describe', 'Complete', [DESCRIBED]);
      const uid = scene.read('MySQLRestore', 'back')?.metadata.uid ?? '';
      const name = `restored-orders-${uid.slice(0, 8)}`;
      expect(claim()).toBeUndefined();
      expect(
        scene.server.read({
          ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
          ...{ namespace: 'shop', name },
        }),
      ).toMatchObject({ metadata: { ownerReferences: [{ name: 'back' }] } });
      expect(JSON.stringify(scene.job('restore'))).toContain(
        `"claimName":"${name}"`,
      );
      await scene.end('restore', 'Complete', [RESTORED]);
      expect(status()).toMatchObject({
        ...{ phase: 'Running', provedClaim: name },
        restoredTo: { gtidSet: 'a:1-5' },
      });
      expect(scene.jobs).toEqual([]);

      exchange('Stopping', 'The instances are stopped.');
      await scene.pass();
      expect(status().message).toBe('The instances are stopped.');
      exchange('Done', 'The volumes of before are kept.');
      await scene.pass();
      expect(status()).toMatchObject({
        phase: 'Succeeded',
        message: expect.stringContaining('The volumes of before are kept.'),
      });
    });

    it('leaves no volume when the cluster is hibernated meanwhile', async () => {
      await begin(inPlace);
      await scene.end('describe', 'Complete', [DESCRIBED]);
      scene.putCluster({ storage: { size: '10Gi' }, hibernate: true });
      await scene.pass();
      expect(status().phase).toBe('Failed');
      expect(
        scene.server.list({
          ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
          namespace: 'shop',
        }),
      ).toEqual([]);
    });

    it('has failed when the volumes of before were put back', async () => {
      await begin(inPlace);
      await scene.end('describe', 'Complete', [DESCRIBED]);
      await scene.end('restore', 'Complete', [RESTORED]);
      exchange('Returned', 'All is as it was.');
      await scene.pass();
      expect(status()).toMatchObject({
        ...{ phase: 'Failed', message: 'All is as it was.' },
      });
    });

    it.each([
      [{ hibernate: true }, DESCRIBED, 'orders is hibernated'],
      [
        { externalSource: { host: 'old', secretRef: { name: 'x' } } },
        DESCRIBED,
        'follows a MySQL outside',
      ],
      [
        { storage: { size: '1Gi' } },
        DESCRIBED,
        'storage.size of orders is 1Gi: set it to more',
      ],
      [
        {},
        { result: { ...DESCRIBED.result, cluster: 'users' } },
        'The backup is of the cluster users',
      ],
      [
        {},
        { result: { ...DESCRIBED.result, databases: 1 } },
        'The backup holds single databases',
      ],
    ])('is refused to a cluster of %j', async (spec, said, words) => {
      scene.putCluster({ storage: { size: '10Gi' }, ...spec });
      await begin(inPlace);
      if (scene.jobs.includes('describe'))
        await scene.end('describe', 'Complete', [said]);
      expect(status()).toMatchObject({
        phase: 'Failed',
        message: expect.stringContaining(words),
      });
      expect(scene.jobs).toEqual([]);
    });
  });

  it('waits for a backup that is being made, and not for one that failed', async () => {
    scene.putBackup('first', {}, { status: { phase: 'Running', path: 'x' } });
    await begin();
    expect(status()).toMatchObject({
      phase: 'Pending',
      message: 'It waits for the backup first.',
    });
    scene.putBackup(
      'first',
      {},
      {
        status: { phase: 'Failed', message: 'It was full.' },
      },
    );
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('It was full.'),
    });
  });

  it('of an artifact that is not there says so', async () => {
    await begin();
    await scene.end('describe', 'Failed', [{ error: 'The bucket lacks it.' }]);
    expect(status().message).toBe('The bucket lacks it.');
  });
});
