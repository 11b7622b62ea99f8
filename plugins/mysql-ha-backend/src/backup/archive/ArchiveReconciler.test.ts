import { InMemoryKubernetes } from '../../kubernetes/memory';
import { BackupScene, LOCATION } from '../__testUtils__/BackupScene';

const KEY = { namespace: 'shop', name: 'orders' };
const UUID = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const ASKED = { backup: { locationName: 'store' } };
const DEPLOYMENTS = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop' },
};
const POD = 'shop/archiver';

const line = (archive: object) => JSON.stringify({ archive });
const following = (more: object = {}) =>
  line({
    ...{ state: 'Following', source: 'orders-1', term: 1, chapter: 'c1' },
    ...{ gtidSet: `${UUID}:1-9`, archivedTo: '2026-05-01T12:00:09.000000Z' },
    ...more,
  });
const REFUTED = {
  ...{ phase: 'Succeeded', path: 'p1' },
  verification: { phase: 'Refuted', startedAt: '2026-05-01T12:00:00Z' },
};
const RECOVERABLE = line({
  ...{ state: 'Recoverable', gaps: [], backups: 1, chapter: 'c1' },
  earliest: '2026-05-01T11:00:00.000000Z',
  latest: '2026-05-01T12:00:00.000000Z',
});

describe('the archiver of a cluster', () => {
  let scene: BackupScene;
  let kubernetes: InMemoryKubernetes;

  beforeEach(() => {
    scene = new BackupScene();
    scene.putLocation();
  });

  afterEach(() => scene.stopOperator());

  async function start(spec: object = ASKED, status: object = {}) {
    scene.putCluster(spec, status);
    kubernetes = await scene.startOperator();
  }

  function deployments() {
    return scene.server.list(DEPLOYMENTS);
  }

  /** As far as a test looks at it. */
  function deployment() {
    const [found, ...more] = deployments();
    expect(more).toEqual([]);
    const { metadata, spec } = JSON.parse(JSON.stringify(found));
    const { annotations } = spec.template.metadata;
    return {
      ...{ metadata, spec, pod: spec.template.spec, annotations },
      settings: JSON.parse(annotations['mysqlha.dev/settings']),
    };
  }

  /** The kubelet starts its pod, which says this. */
  async function speak(...lines: readonly string[]) {
    putPod({ containerStatuses: [{ name: 'agent', state: { running: {} } }] });
    kubernetes.logs.set(POD, lines);
    await scene.pass();
  }

  function putPod(status: object) {
    const { metadata, annotations } = deployment();
    scene.server.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...{ name: 'archiver', namespace: 'shop', annotations },
        labels: { 'app.kubernetes.io/instance': metadata.name },
      },
      status,
    });
  }

  const trouble = () => scene.archives.view(KEY)?.trouble?.reason;

  it('runs beside a cluster that asks for it, with what it needs and no more', async () => {
    await start({ ...ASKED, storage: { size: '20Gi' } });
    const { metadata, spec, pod, settings } = deployment();
    expect(metadata.name).toMatch(/^archive-orders-[0-9a-f]{8}$/);
    expect(metadata.ownerReferences[0]).toMatchObject({
      ...{ kind: 'MySQLCluster', name: 'orders', controller: true },
    });
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec.template.metadata.labels).toMatchObject(
      spec.selector.matchLabels,
    );
    // Its pod is no instance.
    expect(spec.template.metadata.labels).not.toHaveProperty(
      'mysqlha.dev/cluster',
    );
    expect(settings).toMatchObject({
      ...{ verb: 'archive', path: 'shop/orders/archive' },
      ...{ backups: 'shop/orders/backups', cluster: KEY },
      answers: { port: 13310 },
      store: { kind: 's3', bucket: 'backups', prefix: 'team' },
      instances: [
        { name: 'orders-0', host: 'orders-0.orders-instances.shop.svc' },
        { name: 'orders-1', host: 'orders-1.orders-instances.shop.svc' },
      ],
    });
    const [agent] = pod.containers;
    expect(agent.image).toBe('mysql-ha/agent:dev');
    expect(agent.resources).toEqual({
      requests: { cpu: '25m', memory: '160Mi' },
      limits: { memory: '448Mi' },
    });
    expect(agent.securityContext).toMatchObject({
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
      capabilities: { drop: ['ALL'] },
    });
    expect(pod).toMatchObject({
      ...{ restartPolicy: 'Always', automountServiceAccountToken: false },
      securityContext: {
        ...{ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      },
    });
    expect(pod.tolerations).toContainEqual(
      expect.objectContaining({
        key: 'node.kubernetes.io/unreachable',
        tolerationSeconds: 30,
      }),
    );
    expect(pod.volumes).toContainEqual({
      ...{ name: 'scratch', emptyDir: { sizeLimit: '20Gi' } },
    });
    expect(JSON.stringify(spec)).not.toContain('shh');
  });

  it('does not run for a cluster that asks for none, has no primary yet, or follows another', async () => {
    const off = { locationName: 'store', archiveBinlogs: false };
    for (const [spec, status] of [
      [{}, {}],
      [{ backup: off }, {}],
      [ASKED, { primary: undefined }],
      [
        {
          ...ASKED,
          externalSource: { host: 'old', secretRef: { name: 'login' } },
        },
        {},
      ],
    ]) {
      await start(spec, status);
      expect(deployments()).toEqual([]);
      expect(scene.archives.view(KEY)).toBeUndefined();
    }
  });

  it('is listened to by one request, and costs none at rest', async () => {
    await start();
    await speak(following(), RECOVERABLE);
    expect(scene.archives.view(KEY)).toMatchObject({
      ...{ source: 'orders-1', backups: 1, trouble: undefined },
      place: 'bucket backups/team at http://s3.example:9000',
      recoverability: {
        earliest: '2026-05-01T11:00:00.000000Z',
        latest: '2026-05-01T12:00:09.000000Z',
      },
    });
    const before = kubernetes.requests.length;
    for (let second = 10; second < 60; second += 5) {
      kubernetes.logs.append(
        POD,
        following({ archivedTo: `2026-05-01T12:00:${second}.000000Z` }),
      );
      await scene.pass(5);
    }
    expect(scene.archives.view(KEY)?.recoverability?.latest).toBe(
      '2026-05-01T12:00:55.000000Z',
    );
    const made = kubernetes.requests.slice(before);
    expect(made.filter(one => /Pod|Deployment/.test(one))).toEqual([]);
  });

  it.each<[string, (scene: BackupScene) => void]>([
    [
      'a proof refutes the oldest backup',
      one => one.putBackup('first', {}, { status: REFUTED }),
    ],
    [
      'somebody deletes it with its data',
      one =>
        one.annotate('MySQLBackup', 'first', {
          'mysqlha.dev/delete-with-data': 'true',
        }),
    ],
  ])('is not counted on as before when %s', async (_, happens) => {
    scene.putMade('first', { path: 'p1' });
    await start();
    const later = '2026-05-01T11:30:00.000000Z';
    const latest = '2026-05-01T12:00:00.000000Z';
    const told = JSON.parse(RECOVERABLE).archive;
    const ranges = [
      { backup: 'p1', from: told.earliest, to: latest },
      { backup: 'p2', from: later, to: latest },
    ];
    await speak(following(), line({ ...told, ranges }));
    const range = () => scene.archives.view(KEY)?.recoverability;
    expect(range()?.earliest).toBe(told.earliest);
    happens(scene);
    await scene.pass();
    expect(range()).toEqual({ earliest: later, latest });
    // Gone for good, or proved after all.
    scene.delete('MySQLBackup', 'first');
    await scene.pass();
    expect(range()?.earliest).toBe(later);
    scene.putMade('first', { path: 'p1' });
    await scene.pass();
    expect(range()?.earliest).toBe(told.earliest);
  });

  it('says nothing of the archive in the location before, when it is moved', async () => {
    await start();
    await speak(following(), RECOVERABLE);
    scene.put('MySQLBackupLocation', 'other', {
      s3: { ...LOCATION.s3, prefix: 'elsewhere' },
    });
    scene.putCluster({ backup: { locationName: 'other' } });
    // The old pod still runs, and has its say.
    kubernetes.logs.append(POD, RECOVERABLE);
    await scene.pass(60);
    const { holds, source, recoverability } = scene.archives.view(KEY) ?? {};
    expect({ holds, source, recoverability }).toEqual({});
    expect(deployment().settings.store.prefix).toBe('elsewhere');
    await speak(following({ source: 'orders-0' }));
    expect(scene.archives.view(KEY)?.source).toBe('orders-0');
  });

  it('is listened to again when its pod is another one, by the next operator too', async () => {
    await start();
    await speak(following());
    kubernetes.logs.end(POD);
    scene.server.delete({
      ...{ apiVersion: 'v1', kind: 'Pod', namespace: 'shop' },
      name: 'archiver',
    });
    await scene.pass();
    await speak(following({ source: 'orders-0' }));
    expect(scene.archives.view(KEY)?.source).toBe('orders-0');
    kubernetes = await scene.startOperator();
    await speak(following({ source: 'orders-1' }));
    expect(scene.archives.view(KEY)?.source).toBe('orders-1');
    expect(deployments()).toHaveLength(1);
  });

  it('is looked for elsewhere when it falls silent, and what it said before is not heard twice', async () => {
    await start();
    await speak(following({ source: 'orders-0' }));
    await scene.pass(55);
    const follows = kubernetes.requests.filter(one => /^follow/.test(one));
    expect(follows).toHaveLength(2);
    // Its old words would say that it is well.
    await scene.pass(10);
    expect(trouble()).toBe('Silent');
    kubernetes.logs.append(POD, following({ source: 'orders-1' }));
    await scene.pass();
    expect(trouble()).toBeUndefined();
  });

  it('is replaced when instances are added', async () => {
    await start();
    scene.putCluster({ ...ASKED, instances: 3 });
    await scene.pass();
    expect(deployment().settings.instances).toHaveLength(3);
  });

  it('goes on to know an instance that is scaled away until it has left the record', async () => {
    const members = ['orders-0', 'orders-1', 'orders-2'];
    await start(
      { ...ASKED, instances: 2 },
      { synchronous: { members, waitFor: 1, term: 1 } },
    );
    expect(deployment().settings.instances).toHaveLength(3);
  });

  it('begins anew with keys that were rotated, once the location was proved with them', async () => {
    await start();
    const keys = () => deployment().annotations['mysqlha.dev/store-keys'];
    const before = keys();
    scene.putKeys({ accessKeyId: 'me', secretAccessKey: 'new' });
    await scene.proveStore();
    await scene.pass(20);
    await scene.proveStore();
    await scene.pass(20);
    expect(keys()).not.toBe(before);
    expect(keys()).not.toContain('new');
  });

  it('is put right when somebody changed it', async () => {
    await start();
    const { metadata, spec } = deployment();
    scene.server.put({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata },
      spec: { ...spec, replicas: 0 },
    });
    await scene.pass();
    expect(deployment().spec.replicas).toBe(1);
  });

  it('sleeps with its cluster', async () => {
    await start();
    scene.putCluster({ ...ASKED, hibernate: true });
    await scene.pass();
    expect(deployment().spec.replicas).toBe(0);
  });

  it('is neither changed nor removed while the cluster is paused', async () => {
    await start();
    const before = deployments();
    scene.putCluster({ ...ASKED, paused: true, instances: 3 });
    await scene.pass();
    scene.putCluster({ paused: true });
    await scene.pass();
    expect(deployments()).toEqual(before);
  });

  it('goes when nobody asks for it any more', async () => {
    await start();
    await speak(following());
    scene.putCluster({ backup: { ...ASKED.backup, archiveBinlogs: false } });
    await scene.pass();
    expect(deployments()).toEqual([]);
    expect(scene.archives.view(KEY)).toBeUndefined();
  });

  it('goes with its cluster', async () => {
    await start();
    await speak(following());
    scene.delete('MySQLCluster', 'orders');
    await scene.pass();
    expect(deployments()).toEqual([]);
    expect(scene.archives.view(KEY)).toBeUndefined();
  });

  it('is another operator’s when the cluster is', async () => {
    let covered = true;
    scene.putCluster(ASKED);
    kubernetes = await scene.startOperator(() => covered);
    await speak(following());
    covered = false;
    await scene.pass();
    expect(scene.archives.view(KEY)).toBeUndefined();
    expect(deployments()).toHaveLength(1);
  });

  it('waits for the location and its keys, and says so', async () => {
    scene.delete('MySQLBackupLocation', 'store');
    await start();
    expect(trouble()).toBe('LocationMissing');
    expect(scene.archives.view(KEY)?.trouble?.message).toBe(
      'There is no MySQLBackupLocation store in the namespace shop, to which the binary log is to be archived.',
    );
    scene.put('MySQLBackupLocation', 'store', {
      s3: { ...LOCATION.s3, secretRef: { name: 'other' } },
    });
    await scene.pass();
    expect(trouble()).toBe('SecretMissing');
    expect(deployments()).toEqual([]);
    scene.delete('MySQLBackupLocation', 'store');
    scene.putLocation();
    await scene.pass();
    expect(trouble()).toBeUndefined();
    expect(deployments()).toHaveLength(1);
  });

  it('tells of a pod that can’t start once that lasts', async () => {
    await start();
    putPod({
      containerStatuses: [
        {
          name: 'agent',
          state: { waiting: { reason: 'ErrImagePull', message: 'none.' } },
        },
      ],
    });
    await scene.pass(20);
    expect(trouble()).toBeUndefined();
    await scene.pass(20);
    expect(scene.archives.view(KEY)?.trouble?.message).toBe(
      'The archiver of the binary log does not run. The container agent of the agent’s pod can’t start (ErrImagePull): none. Make the image available, or correct mysqlHa.agentImage of the operator.',
    );
    await speak(following());
    expect(trouble()).toBeUndefined();
  });

  it('tells of one that has too little memory, though Kubernetes starts it again and again', async () => {
    await start();
    putPod({
      containerStatuses: [
        {
          name: 'agent',
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
        },
      ],
    });
    await scene.pass(40);
    expect(scene.archives.view(KEY)?.trouble?.message).toContain(
      'The archiver of the binary log does not run. The agent was killed because it used more memory than it may (OOMKilled).',
    );
  });

  it('tells when the operator may not make it', async () => {
    await start();
    kubernetes.onRequest = request => {
      if (/^apply Deployment/.test(request))
        throw new Error('deployments.apps is forbidden');
    };
    scene.server.delete({
      ...{ ...DEPLOYMENTS, name: deployment().metadata.name },
    });
    await scene.pass();
    expect(trouble()).toBe('KubernetesRefused');
  });
});
