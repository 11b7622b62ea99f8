import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterCredentialsPermission,
  clusterReadPermission,
  CreateRestore,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parse } from 'yaml';
import { mysqlCluster, startApi } from './__testUtils__';
import {
  createMysqlHaConditionalDecision,
  mysqlHaConditions,
} from './permissionRules';

const GROUP = 'mysqlha.dev/v1alpha1';
const OWNER = 'group:default/shop-team';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const back: CreateRestore = {
  name: 'orders-restore',
  namespace: 'shop',
  spec: {
    source: { backupName: 'first' },
    target: { clusterName: 'orders-2' },
  },
};
const byPath: CreateRestore = {
  ...back,
  spec: {
    ...back.spec,
    source: { locationName: 'store', path: 'shop/orders/backups/first' },
  },
};

const key = {
  ...{ apiVersion: GROUP, kind: 'MySQLRestore' },
  ...{ namespace: 'shop', name: 'orders-restore' },
};

/** A cluster with an owner, a backup of it and the place where that is. */
async function start(
  options: Parameters<typeof startApi>[0] & { phase?: string } = {},
) {
  const started = await startApi(options);
  const { put } = started;
  put(mysqlCluster({ annotations: { 'mysqlha.dev/owner': OWNER } }));
  put({
    ...{ apiVersion: GROUP, kind: 'MySQLBackupLocation' },
    metadata: { name: 'store', namespace: 'shop', uid: 'l' },
    spec: { s3: { bucket: 'backups', secretRef: { name: 'keys' } } },
    status: {
      conditions: [
        {
          ...{ type: 'Reachable', status: 'True', reason: 'Test' },
          ...{ message: 'The store says so.', observedGeneration: 1 },
          lastTransitionTime: '2026-05-01T00:00:00Z',
        },
      ],
    },
  });
  put({
    ...{ apiVersion: GROUP, kind: 'MySQLBackup' },
    metadata: { name: 'first', namespace: 'shop', uid: 'b' },
    spec: { clusterName: 'orders', locationName: 'store' },
    status: { phase: options.phase ?? 'Succeeded', path: 'shop/orders/first' },
  });
  return started;
}

/** Everybody may do everything but this one thing, for which they must own the cluster. */
function mustOwn(
  permission:
    | typeof clusterCredentialsPermission
    | typeof clusterReadPermission,
  owner: string,
) {
  return (asked: string) =>
    asked === permission.name
      ? createMysqlHaConditionalDecision(
          permission,
          mysqlHaConditions.hasOwner({ owners: [owner] }),
        )
      : ALLOW;
}

describe('POST /restores', () => {
  it('creates a MySQLRestore, and records who asked for it and whose the new cluster is', async () => {
    const { api, auditEvent, kubernetes } = await start();
    const { status, body } = await api.post('/v1/restores').send(back);

    expect(body).toMatchObject({ outcome: 'created', warnings: [] });
    expect(status).toBe(201);
    const stored = await kubernetes.read(key);
    expect(stored?.spec).toEqual(back.spec);
    expect(stored?.metadata.annotations).toEqual({
      [REQUESTED_BY_ANNOTATION]: 'user:default/mock',
      'mysqlha.dev/owner': OWNER,
    });
    expect(parse(body.manifest).spec).toEqual(back.spec);
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        ...{ name: 'orders-restore', namespace: 'shop', dryRun: false },
        ...{ outcome: 'created', target: 'orders-2' },
        ...{ source: 'first', sourceCluster: 'orders' },
      },
    });
  });

  it('restores nothing in a dry run', async () => {
    const { api, kubernetes } = await start();
    const { status, body } = await api
      .post('/v1/restores')
      .send({ ...back, dryRun: true });
    expect([status, body.outcome]).toEqual([200, 'valid']);
    expect(await kubernetes.read(key)).toBeUndefined();
  });

  it('may be repeated, also when the new cluster is there, and never changes what was asked for', async () => {
    const { api, put } = await start();
    await api.post('/v1/restores').send(back);
    put(mysqlCluster({ name: 'orders-2' }));
    const again = await api.post('/v1/restores').send(back);
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged']);

    const other = await api.post('/v1/restores').send({
      ...back,
      spec: { ...back.spec, target: { clusterName: 'orders-3' } },
    });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain(
      'MySQLRestore shop/orders-restore exists already and differs in target.clusterName.',
    );
  });

  it('never overwrites a cluster', async () => {
    const { api, kubernetes } = await start();
    const { status, body } = await api.post('/v1/restores').send({
      ...back,
      spec: { ...back.spec, target: { clusterName: 'orders' } },
    });
    expect(status).toBe(409);
    expect(body.error.message).toContain(
      'There is a MySQL cluster shop/orders already',
    );
    expect(await kubernetes.read(key)).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['no source', { source: {} }, 'set either spec.source.backupName'],
    [
      'two sources',
      { source: { backupName: 'first', locationName: 'store', path: 'a' } },
      'set either spec.source.backupName',
    ],
    [
      'a restore in place that nobody confirmed',
      { target: { clusterName: 'orders', inPlace: true } },
      'confirm: has to be the name of the cluster',
    ],
    [
      'single databases in place',
      {
        target: { clusterName: 'orders', inPlace: true },
        databases: ['orders'],
      },
      'spec.databases: can’t be chosen for a restore in place',
    ],
    [
      'a moment that has not come',
      { pointInTime: { time: '2999-01-01T00:00:00Z' } },
      'is in the future',
    ],
    [
      'both a moment and a GTID set',
      { pointInTime: { time: '2026-05-01T12:00:00Z', gtidSet: 'a:1' } },
      'set exactly one of spec.pointInTime.time',
    ],
    [
      'single databases of a moment',
      {
        pointInTime: { time: '2026-05-01T12:00:00Z' },
        databases: ['orders'],
      },
      'spec.databases: can’t be chosen for a point in time',
    ],
    [
      'a backup that isn’t there',
      { source: { backupName: 'second' } },
      'There is no MySQLBackup second',
    ],
    [
      'a location that isn’t there',
      { source: { locationName: 'attic', path: 'a' } },
      'There is no MySQLBackupLocation attic',
    ],
    [
      'a name that no cluster can have',
      { target: { clusterName: 'mysql' } },
      'spec.target.clusterName: name can’t be',
    ],
    [
      'a spec of the new cluster that breaks a rule',
      { target: { clusterName: 'orders-2', clusterSpec: { instances: 12 } } },
      'clusterSpec.instances',
    ],
    [
      'a misspelt field of it',
      { target: { clusterName: 'orders-2', clusterSpec: { instanses: 1 } } },
      'clusterSpec.instanses is no field',
    ],
  ])('refuses %s before anything is begun', async (_, spec, message) => {
    const { api, kubernetes } = await start();
    const { status, body } = await api
      .post('/v1/restores')
      .send({ ...back, spec: { ...back.spec, ...spec } });
    expect(body.error.message).toContain(message);
    expect(status).toBe(400);
    expect(await kubernetes.read(key)).toBeUndefined();
  });

  it('replaces the data of a cluster for whom may delete it, and who confirms its name', async () => {
    const inPlace = {
      ...back,
      spec: { ...back.spec, target: { clusterName: 'orders', inPlace: true } },
      confirm: 'orders',
    };
    const { api, kubernetes } = await start();
    const { status } = await api.post('/v1/restores').send(inPlace);
    expect(status).toBe(201);
    expect((await kubernetes.read(key))?.spec).toEqual(inPlace.spec);

    const other = await start({
      policy: asked => (asked === 'mysql-ha.cluster.delete' ? DENY : ALLOW),
    });
    const refused = await other.api.post('/v1/restores').send(inPlace);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('mysql-ha.cluster.delete');

    const missing = await api.post('/v1/restores').send({
      ...{ ...inPlace, name: 'users-restore', confirm: 'users' },
      spec: {
        ...inPlace.spec,
        target: { clusterName: 'users', inPlace: true },
      },
    });
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toContain(
      'There is no MySQL cluster shop/users',
    );
  });

  it('refuses a backup that failed, and says what a running one will be waited for', async () => {
    const failed = await start({ phase: 'Failed' });
    const refused = await failed.api.post('/v1/restores').send(back);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain('The backup first failed');

    const running = await start({ phase: 'Running' });
    const { body } = await running.api.post('/v1/restores').send(back);
    expect(body).toMatchObject({
      outcome: 'created',
      warnings: ['It waits for the backup first.'],
    });
  });
});

describe('Who may restore', () => {
  const credentials = clusterCredentialsPermission;

  it('needs the permission to create clusters', async () => {
    const { api } = await start({
      policy: asked => (asked === 'mysql-ha.cluster.create' ? DENY : ALLOW),
    });
    const { status, body } = await api.post('/v1/restores').send(back);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.create');
  });

  it('needs the permission to connect to the cluster that the backup is of', async () => {
    const { api, auditEvent, kubernetes } = await start({
      policy: mustOwn(credentials, 'group:default/others'),
    });
    const { status, body } = await api.post('/v1/restores').send(back);
    expect(status).toBe(403);
    expect(body.error.message).toContain(
      'The permission mysql-ha.cluster.credentials is missing for the cluster of backup shop/first',
    );
    expect(await kubernetes.read(key)).toBeUndefined();
    expect(auditEvent.fail).toHaveBeenCalled();

    const owner = await start({ policy: mustOwn(credentials, OWNER) });
    expect((await owner.api.post('/v1/restores').send(back)).status).toBe(201);
  });

  it('needs it to the cluster that a backup was made of, and not to one of its name here', async () => {
    const found = async (status: object) => {
      const { api, put } = await start({ policy: mustOwn(credentials, OWNER) });
      put({
        ...{ apiVersion: GROUP, kind: 'MySQLBackup' },
        metadata: {
          ...{ name: 'first', namespace: 'shop', uid: 'f' },
          annotations: { 'mysqlha.dev/artifact': 'bank/orders/first' },
        },
        spec: { clusterName: 'orders', locationName: 'store' },
        status,
      });
      return (await api.post('/v1/restores').send(back)).status;
    };
    const status = { phase: 'Succeeded', path: 'bank/orders/first' };
    expect(await found({ ...status, origin: 'bank/orders' })).toBe(403);
    expect(await found({ ...status, origin: 'shop/orders' })).toBe(201);
    // Nobody has looked yet what it is.
    expect(await found({})).toBe(403);
  });

  it('is the same in a dry run', async () => {
    const { api } = await start({
      policy: mustOwn(credentials, 'group:default/others'),
    });
    const { status } = await api
      .post('/v1/restores')
      .send({ ...back, dryRun: true });
    expect(status).toBe(403);
  });

  it.each([
    ['whose cluster is gone', back, 'orders'],
    ['that is named by its path alone', byPath, 'another'],
  ])(
    'needs it for every cluster, for a backup %s: no condition can be put to it',
    async (_, body, gone) => {
      const begin = async (options: Parameters<typeof start>[0]) => {
        const started = await start(options);
        started.put(mysqlCluster({ name: 'another' }));
        await started.kubernetes.delete({
          ...{ apiVersion: GROUP, kind: 'MySQLCluster' },
          ...{ namespace: 'shop', name: gone },
        });
        return started.api.post('/v1/restores').send(body);
      };
      const owner = await begin({ policy: mustOwn(credentials, OWNER) });
      expect(owner.status).toBe(403);
      expect((await begin({})).status).toBe(201);
    },
  );

  it('does not learn whether a backup exists without it', async () => {
    const { api } = await start({
      policy: mustOwn(credentials, 'group:default/others'),
    });
    const { status, body } = await api.post('/v1/restores').send({
      ...back,
      spec: { ...back.spec, source: { backupName: 'second' } },
    });
    expect(status).toBe(403);
    expect(body.error.message).toContain('the cluster of backup shop/second');
  });
});

describe('GET /restores/:namespace/:name', () => {
  const path = '/v1/restores/shop/orders-restore';
  const restore = {
    ...{ apiVersion: GROUP, kind: 'MySQLRestore' },
    metadata: { name: 'orders-restore', namespace: 'shop', uid: 'r' },
    spec: back.spec,
    status: {
      phase: 'Running',
      progress: { doneBytes: 1, totalBytes: 2, step: 'download' },
      message: 'The volume of orders-2-0 is being filled.',
    },
  };

  it('says what was asked for and how it goes', async () => {
    const { api, put } = await start();
    put(restore);
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ name: 'orders-restore', namespace: 'shop' },
      spec: { ...back.spec, databases: [] },
      status: restore.status,
    });
  });

  it('is for who may see the cluster that the data are of', async () => {
    const owner = await start({
      policy: mustOwn(clusterReadPermission, OWNER),
    });
    owner.put(restore);
    expect((await owner.api.get(path)).status).toBe(200);

    const others = await start({
      policy: mustOwn(clusterReadPermission, 'group:default/others'),
    });
    others.put(restore);
    const { status, body } = await others.api.get(path);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.read');
  });

  it('is for who may see the cluster that gets them, too', async () => {
    const { api, put } = await start({
      policy: mustOwn(clusterReadPermission, 'user:default/new'),
    });
    put(restore);
    put(
      mysqlCluster({
        name: 'orders-2',
        annotations: { 'mysqlha.dev/owner': 'user:default/new' },
      }),
    );
    expect((await api.get(path)).status).toBe(200);
  });

  it('tells of a restore that isn’t there only who may see every cluster', async () => {
    const { api } = await start();
    const { status, body } = await api.get(path);
    expect(status).toBe(404);
    expect(body.error.message).toContain('There is no MySQLRestore shop/');

    const owner = await start({
      policy: mustOwn(clusterReadPermission, OWNER),
    });
    expect((await owner.api.get(path)).status).toBe(403);
  });
});
