import { BackupScene, described, MADE } from '../__testUtils__/BackupScene';

/** The API server in memory counts: all of its uids begin so. */
const NAME = 'initial-orders-00000000';
const DESCRIBED = described({ instances: 5 });
const RESTORED = { result: { gtidExecuted: 'a:1-5' } };
const CLAIM = {
  ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  ...{ namespace: 'shop', name: 'data-orders-0' },
};

describe('a cluster whose first data a backup gives', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    await scene.startWithStore();
    scene.putMade();
  });
  afterEach(() => scene.stopOperator());

  function putCluster(spec: object = {}, more: object = {}): void {
    const { metadata = {}, ...rest } = JSON.parse(JSON.stringify(more));
    scene.put(
      'MySQLCluster',
      'orders',
      {
        instances: 3,
        storage: { size: '10Gi', storageClassName: 'fast' },
        initFrom: { backup: { backupName: 'first' } },
        ...spec,
      },
      {
        metadata: { name: 'orders', namespace: 'shop', ...metadata },
        ...rest,
      },
    );
  }
  /** What the engine writes when the cluster has begun. */
  function begun(phase = 'Healthy'): void {
    putCluster({}, { status: { primary: 'orders-0', term: 1, phase } });
  }
  async function apply(spec: object = {}, more: object = {}): Promise<void> {
    putCluster(spec, more);
    await scene.pass();
  }
  const status = () => scene.statusOf('MySQLRestore', NAME);
  const restore = () => scene.read('MySQLRestore', NAME);
  const claim = () => scene.server.read(CLAIM);
  const mark = () =>
    claim()?.metadata.annotations?.['mysqlha.dev/initial-data'];

  async function filling(): Promise<void> {
    await apply();
    await scene.end('describe', 'Complete', [DESCRIBED]);
  }

  it('gets one MySQLRestore, which fills its first volume, and begins when that is proved', async () => {
    await apply();
    expect(restore()).toMatchObject({
      metadata: {
        labels: { 'mysqlha.dev/cluster': 'orders' },
        ownerReferences: [
          {
            ...{ kind: 'MySQLCluster', name: 'orders' },
            uid: scene.read('MySQLCluster', 'orders')?.metadata.uid,
          },
        ],
      },
      spec: {
        source: { backupName: 'first' },
        target: { clusterName: 'orders' },
      },
    });
    await scene.end('describe', 'Complete', [DESCRIBED]);
    expect(claim()).toMatchObject({
      metadata: {
        labels: { 'mysqlha.dev/cluster': 'orders' },
        ownerReferences: [{ kind: 'MySQLRestore', name: NAME }],
      },
      spec: {
        storageClassName: 'fast',
        resources: { requests: { storage: '10Gi' } },
      },
    });
    expect(mark()).toBe('Unproved');
    expect(scene.settings('restore')).toMatchObject({ path: MADE.result.path });
    scene.say('restore', { step: 'download', doneBytes: 1, totalBytes: 2 });
    await scene.pass();
    expect(status().message).toBe('The volume of orders-0 is being filled.');

    await scene.end('restore', 'Complete', [RESTORED]);
    expect(mark()).toBe('Proved');
    // It stays, whatever becomes of the restore.
    expect(claim()?.metadata.ownerReferences ?? []).toEqual([]);
    expect(status()).toMatchObject({
      phase: 'Running',
      restoredTo: { gtidSet: 'a:1-5' },
    });
    begun('Creating');
    await scene.pass();
    expect(status().phase).toBe('Running');
    begun();
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('orders-app'),
    });
    expect(scene.jobs).toEqual([]);
    expect(scene.read('MySQLCluster', 'orders')?.spec).toMatchObject({
      instances: 3,
    });
  });

  it('to a point in time is restored as by a MySQLRestore', async () => {
    const pointInTime = { time: '2026-05-01T11:59:00.250001Z' };
    await apply({
      initFrom: {
        backup: { clusterName: 'users', locationName: 'store', pointInTime },
      },
    });
    expect(restore()?.spec).toMatchObject({
      source: { clusterName: 'users', locationName: 'store' },
      pointInTime,
    });
    expect(scene.settings('describe')).toMatchObject({
      path: 'shop/users',
      pointInTime,
    });
  });

  it.each<[string, object, object]>([
    ['it has begun', {}, { status: { primary: 'orders-0', term: 4 } }],
    [
      'only its endpoints are left of the status',
      {},
      { status: { endpoints: { primary: 'a', replicas: 'b' } } },
    ],
    ['it is paused', { paused: true }, {}],
    ['it sleeps', { hibernate: true }, {}],
    ['its spec can’t be carried out', { storage: { size: '1Mi' } }, {}],
    ['it begins empty', { initFrom: null }, {}],
    [
      'it is cloned',
      {
        initFrom: { clone: { host: 'db', secretRef: { name: 'login' } } },
      },
      {},
    ],
  ])('gets none while %s', async (_, spec, more) => {
    await apply(spec, more);
    expect(restore()).toBeUndefined();
  });

  it('gets none where any volume of the name is there, though the status was lost', async () => {
    scene.server.put({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      metadata: {
        ...{ name: 'data-orders-2', namespace: 'shop' },
        labels: { 'mysqlha.dev/cluster': 'orders' },
      },
    });
    await apply();
    expect(restore()).toBeUndefined();
  });

  it('is never filled again when its status and its restore are lost and the manifest is applied again', async () => {
    await filling();
    await scene.end('restore', 'Complete', [RESTORED]);
    begun();
    await scene.pass();
    scene.delete('MySQLRestore', NAME);
    putCluster({ initFrom: { backup: { backupName: 'second' } } });
    scene.putMade('second');
    await scene.startOperator();
    await scene.pass(120);
    expect(restore()).toBeUndefined();
    expect(scene.jobs).not.toContain('describe');
    expect(scene.jobs).not.toContain('restore');
    expect(mark()).toBe('Proved');
  });

  it.each(['describe', 'restore'])(
    'goes on with another operator that finds the Job %s under way, or through',
    async verb => {
      await apply();
      if (verb === 'restore')
        await scene.end('describe', 'Complete', [DESCRIBED]);
      await scene.startOperator();
      expect(scene.jobs).toContain(verb);
      await scene.stopOperator();
      await scene.end(verb, 'Complete', [
        verb === 'restore' ? RESTORED : DESCRIBED,
      ]);
      await scene.startOperator();
      if (verb === 'describe')
        await scene.end('restore', 'Complete', [RESTORED]);
      expect(mark()).toBe('Proved');
      begun();
      await scene.pass();
      expect(status().phase).toBe('Succeeded');
    },
  );

  it('restores nothing over a volume that was proved, though the operator died before it wrote that down and the Job is gone', async () => {
    await filling();
    const kubernetes = await scene.startOperator();
    kubernetes.onRequest = request => {
      if (request.startsWith('patch MySQLRestore'))
        throw new Error('it is dead');
    };
    await scene.end('restore', 'Complete', [RESTORED]);
    expect(mark()).toBe('Proved');
    expect(status().restoredTo).toBeUndefined();
    await scene.stopOperator();
    const { apiVersion, kind, metadata } = scene.job('restore');
    scene.server.delete({
      ...{ apiVersion, kind, namespace: 'shop', name: metadata.name },
    });
    await scene.startOperator();
    begun('Creating');
    await scene.pass();
    expect(scene.jobs).not.toContain('restore');
    begun();
    await scene.pass();
    expect(status().phase).toBe('Succeeded');
    expect(mark()).toBe('Proved');
  });

  it.each(['while nobody looks', 'and the operator dies when it made another'])(
    'does not take an empty volume for a filled one, when that is deleted %s',
    async when => {
      await filling();
      await scene.stopOperator();
      await scene.end('restore', 'Complete', [RESTORED]);
      scene.server.delete(CLAIM);
      if (when !== 'while nobody looks') {
        const kubernetes = await scene.startOperator();
        kubernetes.onRequest = request => {
          if (request.startsWith('delete Job')) throw new Error('it is dead');
        };
        await scene.pass();
        await scene.stopOperator();
      }
      await scene.startOperator();
      await scene.pass();
      expect(mark()).toBe('Unproved');
      await scene.end('restore', 'Complete', [RESTORED]);
      expect(mark()).toBe('Proved');
    },
  );

  it('says why it can’t be restored, and is as soon as that is put right', async () => {
    await apply({ initFrom: { backup: { backupName: 'later' } } });
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('There is no MySQLBackup later'),
    });
    const first = restore()?.metadata.uid;
    await scene.pass(180);
    expect(restore()?.metadata.uid).toBe(first);
    scene.putMade('later');
    await scene.pass();
    expect(status().phase).toBe('Running');
  });

  it('is tried again after a pause when the Job failed, and leaves nothing of it in the volume', async () => {
    await filling();
    await scene.end('restore', 'Failed', [{ error: 'the object is damaged' }]);
    expect(status().phase).toBe('Failed');
    expect(claim()).toBeUndefined();
    await scene.pass(30);
    expect(status().phase).toBe('Failed');
    await scene.pass(40);
    expect(status().phase).toBe('Running');
  });

  it('takes a corrected source at once, and gives up what it had begun', async () => {
    scene.putMade('second');
    await filling();
    await apply({ initFrom: { backup: { backupName: 'second' } } });
    await scene.pass();
    expect(restore()?.spec).toMatchObject({
      source: { backupName: 'second' },
    });
    expect(claim()).toBeUndefined();
  });

  it('begins empty when it is told to before the data are there', async () => {
    await filling();
    await apply({ initFrom: null });
    await scene.pass();
    expect(restore()).toBeUndefined();
    expect(claim()).toBeUndefined();
  });

  it.each<[string, object, object, RegExp]>([
    [
      'a volume that is too small',
      { storage: { size: '2Gi' } },
      {},
      /storage\.size of orders is 2Gi: set it to more/,
    ],
    [
      'a backup of another cluster, whose application would not find its data',
      {},
      { result: { ...DESCRIBED.result, cluster: 'users' } },
      /set the annotation mysqlha\.dev\/database-of: users on the MySQLCluster orders/,
    ],
  ])('refuses %s', async (_, spec, said, message) => {
    await apply(spec);
    await scene.end('describe', 'Complete', [
      'result' in said ? said : DESCRIBED,
    ]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringMatching(message),
    });
    expect(claim()).toBeUndefined();
  });

  it('has the data of another cluster where the annotation says so', async () => {
    const annotations = { 'mysqlha.dev/database-of': 'users' };
    await apply({}, { metadata: { annotations } });
    await scene.end('describe', 'Complete', [
      { result: { ...DESCRIBED.result, cluster: 'users' } },
    ]);
    expect(mark()).toBe('Unproved');
  });

  it('is not made again by its restore when it is deleted in the middle', async () => {
    await filling();
    await scene.stopOperator();
    // The garbage collector is not through with what it owned.
    const left = restore();
    scene.delete('MySQLCluster', 'orders');
    if (left && !restore()) scene.server.put(left);
    await scene.startOperator();
    expect(scene.read('MySQLCluster', 'orders')).toBeUndefined();
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('was deleted before it had'),
    });
    expect(claim()).toBeUndefined();
  });
});
