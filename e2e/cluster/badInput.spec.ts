import { expect, test } from '@playwright/test';
import { RowDataPacket } from 'mysql2/promise';
import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { DatabaseUnderTest, SMALL } from './DatabaseUnderTest';
import { Scene } from './Scene';

/** One instance is enough where nothing but the spec is wrong. */
const single: ClusterSpecInput = {
  topology: 'Single',
  instances: 1,
  storage: { size: '1Gi', storageClassName: 'local-dynamic' },
};

const asking = (cpu: string, memory: string): ClusterSpecInput => ({
  ...single,
  resources: { requests: { cpu, memory }, limits: { memory } },
});

test.describe('What the API server refuses at once', () => {
  let scene: Scene;
  let namespace: string;

  test.beforeAll(async () => {
    scene = await Scene.open('refused');
    namespace = await scene.namespace();
  });
  test.afterAll(() => scene.close());

  const named = (name: string) =>
    new DatabaseUnderTest(scene.kubernetes, namespace, name);

  for (const [what, name, spec, message] of [
    [
      'a name that is too long',
      'a-name-of-more-than-thirty-two-characters',
      single,
      /at most 32 characters.*choose a shorter one/,
    ],
    [
      'a name that begins with a digit',
      '2orders',
      single,
      /metadata\.name must be a DNS label.*e\.g\. orders-eu/,
    ],
    ['a name that is no DNS label', 'orders_eu', single, /RFC 1123/],
    [
      'a name that MySQL has itself',
      'mysql',
      single,
      /can’t be .*mysql.*choose another one/,
    ],
    [
      'too little memory',
      'orders',
      asking('50m', '128Mi'),
      /limits\.memory must be at least 512Mi.*Raise it/,
    ],
    [
      'two sources of the first data',
      'orders',
      {
        ...single,
        initFrom: {
          clone: { host: 'db', secretRef: { name: 'login' } },
          backup: { backupName: 'nightly' },
        },
      },
      /one source: set either initFrom\.clone or initFrom\.backup/,
    ],
    [
      'first data of a cluster that follows',
      'orders',
      {
        ...single,
        initFrom: { backup: { backupName: 'nightly' } },
        externalSource: { host: 'db', secretRef: { name: 'login' } },
      },
      /has its data from there: remove initFrom, or externalSource/,
    ],
    [
      'GroupReplication',
      'orders',
      { topology: 'GroupReplication' },
      /not supported yet: choose SemiSync/,
    ],
    [
      'Single with three instances',
      'orders',
      { topology: 'Single', instances: 3 },
      /Single has exactly one instance: set instances to 1, or choose SemiSync/,
    ],
    [
      'a size that is no quantity',
      'orders',
      { ...single, storage: { size: 'big' } },
      /spec\.storage\.size/,
    ],
  ] satisfies [string, string, ClusterSpecInput, RegExp][]) {
    test(`${what} is answered with the rule and the remedy`, async () => {
      await expect(named(name).apply(spec)).rejects.toThrow(message);
    });
  }

  test('storage can’t shrink, nor move to another class', async () => {
    const orders = named('orders');
    const before = { ...single, paused: true };
    await orders.apply(before);
    await expect(
      orders.apply({
        ...before,
        storage: { ...single.storage, size: '512Mi' },
      }),
    ).rejects.toThrow(/can’t shrink.*Put the old size back/);
    await expect(
      orders.apply({
        ...before,
        storage: { ...single.storage, storageClassName: 'local' },
      }),
    ).rejects.toThrow(/can’t be changed.*create a new cluster/);
  });

  test('a second cluster of a name conflicts with the first', async () => {
    await named('orders').apply({ ...single, paused: true });
    await expect(
      scene.kubernetes.create({
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLCluster',
        metadata: { name: 'orders', namespace },
        spec: { ...SMALL, ...single },
      }),
    ).rejects.toThrow(/already exists/);
  });
});

test.describe.serial('What only shows when it is carried out', () => {
  let scene: Scene;
  let namespace: string;
  const clusters = new Map<string, DatabaseUnderTest>();

  const at = (name: string): DatabaseUnderTest => {
    const known =
      clusters.get(name) ??
      new DatabaseUnderTest(scene.kubernetes, namespace, name);
    clusters.set(name, known);
    return known;
  };

  /** What is wrong with each, and as it is when it is put right. */
  const CASES = {
    'no-image': { ...single, image: 'mysql:no-such-tag' },
    'no-mysqld': { ...single, image: 'mysql-ha/empty:dev' },
    'no-class': {
      ...single,
      storage: { size: '1Gi', storageClassName: 'no-such-class' },
    },
    'no-cpu': asking('500', '768Mi'),
    'no-memory': asking('50m', '900Gi'),
    'wrong-value': { ...single, config: { collation_server: 'klingon_ci' } },
    'taken-service': single,
    'taken-set': single,
    external: {
      ...single,
      externalSource: { host: 'db.example', secretRef: { name: 'login' } },
    },
    'init-from': {
      ...single,
      initFrom: { clone: { host: 'db.example', secretRef: { name: 'login' } } },
    },
    'init-backup': {
      ...single,
      initFrom: { backup: { backupName: 'nobodys' } },
    },
    ignored: {
      ...single,
      relay: { instance: 'ignored-1', below: ['ignored-2'] },
      config: {
        sync_binlog: '0',
        max_connections: 'many',
        no_such_variable: '1',
        'innodb-lock-wait-timeout': '7',
      },
    },
  } satisfies Record<string, ClusterSpecInput>;

  const service = () => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'taken-service-primary', namespace },
    spec: { ports: [{ port: 80 }], selector: { app: 'shop' } },
  });
  const set = () => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'taken-set', namespace },
    spec: {
      replicas: 0,
      serviceName: 'shop',
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: { containers: [{ name: 'shop', image: 'shop' }] },
      },
    },
  });
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    name: 'no-such-class',
  };

  test.beforeAll(async () => {
    scene = await Scene.open('bad-input');
    namespace = await scene.namespace();
    await scene.kubernetes.create(service());
    await scene.kubernetes.create(set());
    for (const [name, spec] of Object.entries(CASES))
      await at(name).apply(spec);
  });
  test.afterAll(async () => {
    await scene.close();
    await scene.kubernetes.delete(storageClass);
  });

  for (const [name, reason, message] of [
    [
      'no-image',
      'PodProblem',
      /mysql:no-such-tag can’t be had.*Correct spec\.image/,
    ],
    ['no-mysqld', 'UnstartableInstance', /no mysqld.*spec\.image/],
    ['no-class', 'StorageClassMissing', /no such StorageClass.*Create it/],
    [
      'no-cpu',
      'PodProblem',
      /No node can take it.*Insufficient cpu.*ask for less/,
    ],
    [
      'no-memory',
      'PodProblem',
      /No node can take it.*Insufficient memory.*ask for less/,
    ],
    ['wrong-value', 'UnstartableInstance', /klingon_ci/],
    [
      'taken-service',
      'NameTaken',
      /Service taken-service-primary .* was made by somebody else: delete or rename it/,
    ],
    [
      'taken-set',
      'NameTaken',
      /StatefulSet taken-set .* was made by somebody else: delete or rename it/,
    ],
    [
      'external',
      'ExternalSourceLoginMissing',
      /The Secret login with the login for db\.example:3306 is not there/,
    ],
    [
      'init-from',
      'InitialCloneRefused',
      /The Secret login with the login for db\.example:3306 is not there/,
    ],
    [
      'init-backup',
      'InitialDataAwaited',
      /could not be restored, and nothing of it runs before: There is no MySQLBackup nobodys/,
    ],
  ] satisfies [keyof typeof CASES, string, RegExp][]) {
    test(`${name}: names cause and remedy, and waits for the user`, async () => {
      const status = await at(name).until(
        'Refused',
        s =>
          s.phase === 'WaitingForUser' &&
          at(name).condition('Refused')?.reason === reason,
        90,
      );
      expect(at(name).condition('Refused')).toMatchObject({ status: 'True' });
      expect(at(name).condition('Refused')?.message).toMatch(message);
      expect(status.message).toMatch(message);
    });
  }

  test('nothing is made of a cluster whose name, or whose wish, can’t be had', async () => {
    for (const name of ['taken-service', 'taken-set', 'init-backup']) {
      expect((await at(name).pods()).size).toBe(0);
      expect(await at(name).secretData(`${name}-app`)).toEqual({});
    }
    const kept = await scene.kubernetes.read({
      apiVersion: 'v1',
      kind: 'Service',
      namespace,
      name: 'taken-service-primary',
    });
    expect(kept?.spec).toMatchObject({ selector: { app: 'shop' } });
  });

  test('what can be left out is left out, said, and the rest is carried out', async () => {
    const status = await at('ignored').untilHealthy();
    const refused = at('ignored').condition('Refused');
    expect(refused).toMatchObject({ status: 'True' });
    for (const said of [
      /relay names ignored-1, which the cluster does not have/,
      /config key sync_binlog is refused: .*To go on,/,
      /config key max_connections is refused: .*set it to 20 or more/,
      /config\.no_such_variable: this MySQL knows no such variable/,
    ]) {
      expect(refused?.message).toMatch(said);
    }
    expect(status.message).toBeTruthy();
    const [[row]] = await at('ignored').asOperator('ignored-0', c =>
      c.query<RowDataPacket[]>(
        'SELECT @@sync_binlog AS durable, @@innodb_lock_wait_timeout AS asked',
      ),
    );
    expect(row).toEqual({ durable: 1, asked: 7 });
  });

  test('each goes on by itself when its cause is gone', async () => {
    const dynamic = await scene.kubernetes.read({
      ...storageClass,
      name: 'local-dynamic',
    });
    const { provisioner, volumeBindingMode, reclaimPolicy } = JSON.parse(
      JSON.stringify(dynamic),
    );
    await scene.kubernetes.create({
      apiVersion: storageClass.apiVersion,
      kind: storageClass.kind,
      metadata: { name: storageClass.name },
      provisioner,
      volumeBindingMode,
      reclaimPolicy,
    });
    for (const object of [service(), set()]) {
      await scene.kubernetes.delete({
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace,
        name: object.metadata.name,
      });
    }
    for (const name of Object.keys(CASES)) {
      const { storage } = name === 'no-class' ? CASES['no-class'] : single;
      await at(name).apply({ ...single, storage });
    }
    await Promise.all(
      Object.keys(CASES).map(async name => {
        await at(name).until(
          'Healthy, and nothing is refused any more',
          s =>
            s.phase === 'Healthy' &&
            at(name).condition('Refused')?.status === 'False',
          200,
        );
      }),
    );
    expect(scene.firstOperator.isActing).toBe(true);
  });

  test('a value that a running server refuses never gets into its my.cnf', async () => {
    const orders = at('ignored');
    await orders.apply({
      ...single,
      config: { innodb_lock_wait_timeout: 'soon' },
    });
    await orders.until(
      'Refused',
      () => orders.condition('Refused')?.reason === 'RefusedValue',
      30,
    );
    expect(orders.condition('Refused')?.message).toMatch(
      /config\.innodb_lock_wait_timeout: MySQL does not take this value .*Correct it/,
    );
    expect(orders.status.phase).toBe('Healthy');
    const map = await scene.kubernetes.read({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: 'ignored-config',
    });
    expect(JSON.stringify(map?.data)).not.toContain('soon');
    await orders.apply({
      ...single,
      config: { innodb_lock_wait_timeout: '8' },
    });
    await orders.until(
      'accepted',
      () => orders.condition('Refused')?.status === 'False',
      30,
    );
  });
});
