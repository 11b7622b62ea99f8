import { BackupScene, MADE } from '../__testUtils__/BackupScene';

const SECRET_FIELDS = ['backup-password', 'secretAccessKey', 'shh'];

describe('a MySQLBackup', () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = new BackupScene();
    scene.putLocation();
    scene.putCluster({ storage: { size: '20Gi', storageClassName: 'fast' } });
    await scene.startWithStore();
  });
  afterEach(() => scene.stopOperator());

  const status = (name = 'first') => scene.statusOf('MySQLBackup', name);

  async function begin(spec: object = {}): Promise<void> {
    scene.putBackup('first', spec);
    await scene.pass();
  }

  it('is made by a Job, from a current replica, into a path of its own', async () => {
    await begin();
    expect(status()).toMatchObject({ phase: 'Running', source: 'orders-1' });
    expect(scene.settings('backup')).toMatchObject({
      verb: 'backup',
      method: 'Physical',
      path: expect.stringMatching(
        /^shop\/orders\/backups\/20260501T\d{6}Z-first-[0-9a-f]{8}$/,
      ),
      source: { name: 'orders-1', host: 'orders-1.orders-instances.shop.svc' },
      cluster: { namespace: 'shop', name: 'orders', databaseOf: 'orders' },
      clusterSpec: { storage: { size: '20Gi' } },
    });
    expect(status().path).toBe(scene.settings('backup').path);
  });

  it('has a Job that is found by its cluster, and pods that are not taken for the cluster’s own', async () => {
    await begin();
    const { metadata, spec } = JSON.parse(JSON.stringify(scene.job('backup')));
    expect(metadata.labels['mysqlha.dev/cluster']).toBe('orders');
    expect(spec.template.metadata.labels).not.toHaveProperty(
      'mysqlha.dev/cluster',
    );
  });

  it('says how far it is, and in the end what was made', async () => {
    await begin();
    scene.say('backup', { step: 'upload', doneBytes: 5, totalBytes: 10 });
    await scene.pass();
    expect(status().progress).toEqual({
      step: 'upload',
      doneBytes: 5,
      totalBytes: 10,
    });
    await scene.end('backup', 'Complete', [MADE]);
    expect(status()).toMatchObject({
      phase: 'Succeeded',
      sizeBytes: 3145728,
      size: '3.0 MiB',
      gtidExecuted: MADE.result.gtidExecuted,
      sha256: 'abc',
      version: '9.7.4',
      completedAt: MADE.result.completedAt,
      message: '3.0 MiB of orders-1 were saved in 7 s.',
    });
    expect(status().progress).toBeUndefined();
    expect(scene.jobs).toEqual([]);
  });

  it('has room for a copy when it is Physical, as large and of the class that the cluster has', async () => {
    await begin();
    expect(JSON.stringify(scene.job('backup'))).toContain(
      '"storageClassName":"fast","resources":{"requests":{"storage":"20Gi"}}',
    );
  });

  it('needs no volume when it is Logical, and saves the databases that it names', async () => {
    await begin({ method: 'Logical', databases: ['shop'] });
    expect(JSON.stringify(scene.job('backup'))).not.toContain('ephemeral');
    expect(scene.settings('backup')).toMatchObject({
      method: 'Logical',
      databases: ['shop'],
    });
  });

  it('has no password in its Job, which any restricted namespace lets run', async () => {
    await begin();
    const { spec } = JSON.parse(JSON.stringify(scene.job('backup')));
    const { containers, initContainers, securityContext } = spec.template.spec;
    for (const { env = [], args = [], command = [] } of containers)
      for (const word of SECRET_FIELDS)
        expect(JSON.stringify([env, args, command])).not.toContain(word);
    expect(securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const container of [...containers, ...initContainers])
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
      });
    expect(spec.template.spec.automountServiceAccountToken).toBe(false);
  });

  it('that fails says why, in the agent’s words', async () => {
    await begin();
    await scene.end('backup', 'Failed', [
      { step: 'upload', doneBytes: 5 },
      { error: 'The bucket "backups" is full.' },
    ]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: 'The bucket "backups" is full.',
    });
    expect(scene.jobs).toEqual([]);
  });

  it('that was killed has failed only when what it left is gone from the store', async () => {
    await begin();
    await scene.end('backup', 'Failed', [], {
      exitCode: 137,
      reason: 'OOMKilled',
    });
    expect(status().phase).toBe('Running');
    expect(scene.settings('remove')).toMatchObject({
      path: status().path,
      unlessFinished: scene.read('MySQLBackup', 'first')?.metadata.uid,
    });
    await scene.end('remove', 'Complete', [{ result: {} }]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('OOMKilled'),
    });
    expect(scene.jobs).toEqual([]);
  });

  it('that was killed when it was through has succeeded', async () => {
    await begin();
    await scene.end('backup', 'Failed', [], { exitCode: 137 });
    await scene.end('remove', 'Complete', [MADE]);
    expect(status().phase).toBe('Succeeded');
  });

  it('is gone on with by the next operator, at the path of the first', async () => {
    await begin();
    const { path } = status();
    await scene.stopOperator();
    await scene.pass(600);
    await scene.startOperator();
    expect(scene.settings('backup').path).toBe(path);
    await scene.end('backup', 'Complete', [MADE]);
    expect(status().phase).toBe('Succeeded');
  });

  it('is begun again at the same path when its Job is gone without a word', async () => {
    await begin();
    const { path } = status();
    scene.server.delete({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: 'shop',
      name: scene.job('backup').metadata.name,
    });
    await scene.pass();
    expect(scene.settings('backup').path).toBe(path);
  });

  it('is begun again when its Job ended well and its words are lost: the agent knows what it made', async () => {
    await begin();
    await scene.end('backup', 'Complete', []);
    await scene.pass();
    await scene.end('backup', 'Complete', [MADE]);
    expect(status().phase).toBe('Succeeded');
  });

  it('waits for a replica that is current, and says for whom', async () => {
    scene.putCluster(
      {},
      {
        instances: [
          { name: 'orders-0', role: 'Primary', state: 'Healthy' },
          {
            ...{ name: 'orders-1', role: 'Replica', state: 'Lagging' },
            lagSeconds: 42,
          },
        ],
      },
    );
    await begin();
    expect(status()).toMatchObject({
      phase: 'Pending',
      message:
        'It waits for a current replica of shop/orders: orders-1 is 42 s behind.',
    });
    scene.putCluster();
    await scene.pass();
    expect(status().phase).toBe('Running');
  });

  it('waits for its location, in the location’s words', async () => {
    scene.put('MySQLBackupLocation', 'dark', {
      s3: { bucket: 'none', secretRef: { name: 'nokeys' } },
    });
    await begin({ locationName: 'dark' });
    await scene.pass();
    expect(status()).toMatchObject({
      phase: 'Pending',
      message: expect.stringMatching(/location dark: There is no Secret/i),
    });
  });

  it('waits for another one of the same cluster', async () => {
    await begin();
    scene.putBackup('second');
    await scene.pass();
    expect(status('second')).toMatchObject({
      phase: 'Pending',
      message: 'It waits for first, as a cluster is saved once at a time.',
    });
    await scene.end('backup', 'Complete', [MADE]);
    await scene.pass();
    expect(status('second').phase).toBe('Running');
  });

  it('of two that are asked for at once begins one alone', async () => {
    scene.putBackup('b');
    scene.putBackup('a');
    await scene.pass();
    expect(scene.jobs).toEqual(['backup']);
    expect(status('a').phase).toBe('Running');
  });

  it.each([
    [{ clusterName: 'users' }, 'There is no MySQLCluster users'],
    [{ locationName: 'nowhere' }, 'There is no MySQLBackupLocation nowhere'],
  ])('of %j has a moment to find it, and fails then', async (spec, words) => {
    await begin(spec);
    expect(status().phase).toBe('Pending');
    await scene.pass(10);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining(words),
    });
  });

  it('by XtraBackup is refused with what to take instead', async () => {
    await begin({ method: 'XtraBackup' });
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('Physical'),
    });
  });

  it('whose cluster is deleted before it began leaves nothing', async () => {
    await begin();
    scene.delete('MySQLCluster', 'orders');
    await scene.stick('backup', {});
    await scene.pass();
    await scene.end('remove', 'Complete', [{ result: {} }]);
    expect(status()).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('cluster was deleted'),
    });
  });

  it('says what keeps its pod from running', async () => {
    await begin();
    await scene.stick('backup', {
      conditions: [
        { type: 'PodScheduled', status: 'False', message: '0/3 nodes: full.' },
      ],
    });
    expect(status().message).toBe(
      'No node can take the agent’s pod: 0/3 nodes: full.',
    );
  });

  it('is not touched by an operator to whom its cluster does not fall', async () => {
    await scene.startOperator(() => false);
    await begin();
    expect(status()).toEqual({});
  });

  describe('that is deleted', () => {
    const marked = { 'mysqlha.dev/delete-with-data': 'true' };

    it('with its data goes when these are gone', async () => {
      await begin();
      await scene.end('backup', 'Complete', [MADE]);
      scene.annotate('MySQLBackup', 'first', marked);
      await scene.pass();
      expect(scene.settings('remove')).toMatchObject({
        path: MADE.result.path,
      });
      expect(scene.settings('remove').unlessFinished).toBeUndefined();
      await scene.end('remove', 'Complete', [{ result: {} }]);
      expect(scene.read('MySQLBackup', 'first')).toBeUndefined();
      expect(scene.jobs).toEqual([]);
    });

    it('stays as long as its data can’t be deleted, says why and tries again', async () => {
      await begin();
      await scene.end('backup', 'Complete', [MADE]);
      scene.annotate('MySQLBackup', 'first', marked);
      await scene.pass();
      await scene.end('remove', 'Failed', [{ error: 'No permission.' }]);
      expect(status()).toMatchObject({
        phase: 'Succeeded',
        message: expect.stringContaining('No permission.'),
      });
      expect(scene.jobs).toEqual([]);
      await scene.pass(301);
      expect(scene.jobs).toContain('remove');
    });

    it('while it is made ends the Job first', async () => {
      await begin();
      scene.annotate('MySQLBackup', 'first', marked);
      await scene.pass();
      expect(scene.jobs).toEqual(['remove']);
    });

    it('and has nothing in a store goes at once', async () => {
      scene.putBackup('none', { clusterName: 'users' });
      scene.annotate('MySQLBackup', 'none', marked);
      await scene.pass();
      expect(scene.read('MySQLBackup', 'none')).toBeUndefined();
    });

    it('keeps its data when its location is gone, and says how to go on', async () => {
      await begin();
      await scene.end('backup', 'Complete', [MADE]);
      scene.delete('MySQLBackupLocation', 'store');
      scene.annotate('MySQLBackup', 'first', marked);
      await scene.pass();
      expect(status().message).toContain('kubectl delete myb first');
    });

    it('alone leaves the data, and takes its Job along', async () => {
      await begin();
      scene.delete('MySQLBackup', 'first');
      await scene.pass();
      expect(scene.jobs).toEqual([]);
    });
  });
});
