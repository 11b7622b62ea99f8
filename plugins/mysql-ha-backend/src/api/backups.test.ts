import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  CreateBackup,
  DELETE_WITH_DATA_ANNOTATION,
  REQUESTED_BY_ANNOTATION,
  VERIFY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parse } from 'yaml';
import { mysqlCluster, startApi } from './__testUtils__';

const GROUP = 'mysqlha.dev/v1alpha1';
const PATH = '/v1/clusters/shop/orders/backups';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const now: CreateBackup = {
  name: 'before-the-migration',
  spec: { locationName: 'store' },
};

const key = (name: string) => ({
  ...{ apiVersion: GROUP, kind: 'MySQLBackup' },
  ...{ namespace: 'shop', name },
});

function location(name: string, status: 'True' | 'False', namespace = 'shop') {
  return {
    ...{ apiVersion: GROUP, kind: 'MySQLBackupLocation' },
    metadata: { name, namespace },
    spec: { s3: { bucket: 'backups', secretRef: { name: 'keys-of-mine' } } },
    status: {
      place: 'bucket backups at https://s3.example.com',
      reachable: status,
      discovery: { found: 1, seen: 'marks-of-what-was-seen' },
      conditions: [
        {
          ...{ type: 'Reachable', status, reason: 'Test' },
          message: 'The store does not know these keys.',
          lastTransitionTime: '2026-05-01T00:00:00Z',
        },
      ],
    },
  };
}

function backup(
  name: string,
  fields: {
    startedAt?: string;
    clusterName?: string;
    phase?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
) {
  const { clusterName = 'orders', phase = 'Succeeded' } = fields;
  return {
    ...{ apiVersion: GROUP, kind: 'MySQLBackup' },
    metadata: {
      ...{ name, namespace: 'shop', uid: `uid-of-${name}` },
      labels: fields.labels ?? {},
      annotations: fields.annotations ?? {},
    },
    spec: { clusterName, locationName: 'store' },
    status: {
      phase,
      path: `shop/${clusterName}/backups/${name}`,
      startedAt: fields.startedAt ?? '2026-05-01T00:00:00Z',
    },
  };
}

const replica = { name: 'orders-1', role: 'Replica', state: 'Healthy' };

/** A cluster with a current replica, and a place that is reachable. */
async function start(
  options: Parameters<typeof startApi>[0] & {
    cluster?: Parameters<typeof mysqlCluster>[0];
  } = {},
) {
  const started = await startApi(options);
  started.put(
    mysqlCluster({ status: { instances: [replica] }, ...options.cluster }),
  );
  started.put(location('store', 'True'));
  return started;
}

const without = (denied: string) => ({
  policy: (permission: string) => (permission === denied ? DENY : ALLOW),
});

describe('GET /clusters/:namespace/:name/backups', () => {
  it('shows backups, schedules, restores and locations of the cluster, and what can be recovered', async () => {
    const recoverability = {
      earliest: '2026-05-01T00:00:00Z',
      latest: '2026-05-02T00:00:00Z',
    };
    const { api, put } = await start({
      cluster: {
        spec: { backup: { locationName: 'store' } },
        status: { recoverability },
      },
    });
    put(
      backup('nightly-1', {
        labels: { 'mysqlha.dev/schedule': 'nightly' },
        annotations: { [DELETE_WITH_DATA_ANNOTATION]: 'true' },
      }),
    );
    put(
      backup('by-hand', {
        startedAt: '2026-05-02T00:00:00Z',
        annotations: { [REQUESTED_BY_ANNOTATION]: 'user:default/ada' },
      }),
    );
    put(backup('of-another', { clusterName: 'carts' }));
    put({
      ...{ apiVersion: GROUP, kind: 'MySQLBackupSchedule' },
      metadata: { name: 'nightly', namespace: 'shop' },
      spec: { clusterName: 'orders', schedule: '@daily' },
    });
    for (const [name, backupName, clusterName] of [
      ['of-this-one', 'by-hand', 'orders-2'],
      ['into-this-one', 'of-another', 'orders'],
      ['of-others', 'of-another', 'carts-2'],
    ]) {
      put({
        ...{ apiVersion: GROUP, kind: 'MySQLRestore' },
        metadata: { name, namespace: 'shop' },
        spec: { source: { backupName }, target: { clusterName } },
      });
    }
    put(location('elsewhere', 'False'));
    put(location('of-another-team', 'True', 'crm'));

    const { status, body } = await api.get(PATH);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      totalBackups: 2,
      backups: [
        { name: 'by-hand', requestedBy: 'user:default/ada', deleting: false },
        { name: 'nightly-1', schedule: 'nightly', deleting: true },
      ],
      schedules: [{ name: 'nightly', spec: { schedule: '@daily' } }],
      restores: [{ name: 'of-this-one' }, { name: 'into-this-one' }],
      locations: [
        {
          name: 'elsewhere',
          status: {
            conditions: [
              {
                status: 'False',
                message: 'The store does not know these keys.',
              },
            ],
          },
        },
        { name: 'store' },
      ],
      defaultLocation: 'store',
      recoverability,
    });
  });

  it('costs the API server no request, and not even names a Secret', async () => {
    const { api, kubernetes, put } = await start();
    put(backup('first'));
    const { text } = await api.get(PATH);
    expect(kubernetes.requests).toEqual([]);
    expect(text).not.toContain('keys-of-mine');
    expect(text).not.toContain('marks-of-what-was-seen');
  });

  it('shows the newest 200 and says how many there are', async () => {
    const { api, put } = await start();
    for (let index = 0; index < 203; index++) {
      put(
        backup(`b-${index}`, {
          startedAt: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
        }),
      );
    }
    const { body } = await api.get(PATH);
    expect(body.totalBackups).toBe(203);
    expect(body.backups).toHaveLength(200);
    expect(body.backups[0].name).toBe('b-202');
  });

  it('shows what is left of a cluster that is gone', async () => {
    const { api, put } = await startApi();
    put(backup('last'));
    const { body } = await api.get(PATH);
    expect(body.backups).toMatchObject([{ name: 'last' }]);
    const nothing = await api.get('/v1/clusters/shop/carts/backups');
    expect(nothing.status).toBe(404);
  });

  it('needs the permission to read the cluster', async () => {
    const { api } = await start(without('mysql-ha.cluster.read'));
    const { status, body } = await api.get(PATH);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.read');
  });
});

describe('POST /clusters/:namespace/:name/backups', () => {
  it('makes a MySQLBackup of the cluster, and records who asked for it', async () => {
    const { api, auditor, auditEvent, kubernetes } = await start();
    const { status, body } = await api.post(PATH).send(now);

    expect(body).toMatchObject({ outcome: 'created', warnings: [] });
    expect(status).toBe(201);
    const stored = await kubernetes.read(key(now.name));
    expect(stored?.spec).toEqual({
      clusterName: 'orders',
      locationName: 'store',
    });
    expect(stored?.metadata.annotations).toEqual({
      [REQUESTED_BY_ANNOTATION]: 'user:default/mock',
    });
    expect(parse(body.manifest).spec).toEqual(stored?.spec);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'backup-create',
        severityLevel: 'medium',
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        ...{ backup: now.name, method: 'Physical' },
        ...{ dryRun: false, outcome: 'created' },
      },
    });
  });

  it('takes the location that the cluster names, and makes nothing in a dry run', async () => {
    const { api, kubernetes } = await start({
      cluster: { spec: { backup: { locationName: 'store' } } },
    });
    const { status, body } = await api
      .post(PATH)
      .send({ name: now.name, dryRun: true });
    expect([status, body.outcome]).toEqual([200, 'valid']);
    expect(parse(body.manifest).spec.locationName).toBe('store');
    expect(await kubernetes.read(key(now.name))).toBeUndefined();
  });

  it('may be repeated, and never changes what exists', async () => {
    const { api } = await start();
    await api.post(PATH).send(now);
    const again = await api.post(PATH).send(now);
    expect([again.status, again.body.outcome]).toEqual([200, 'unchanged']);

    const other = await api
      .post(PATH)
      .send({ ...now, spec: { ...now.spec, method: 'Logical' } });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain(
      'MySQLBackup shop/before-the-migration exists already and differs in method.',
    );
  });

  it('warns of what it will wait for, in the engine’s words', async () => {
    const { api, put } = await start();
    put(location('asleep', 'False'));
    put(backup('other', { phase: 'Running' }));
    const busy = await api.post(PATH).send({ ...now, dryRun: true });
    expect(busy.body.warnings).toEqual([
      'It waits for other, as a cluster is saved once at a time.',
    ]);
    const asleep = await api
      .post(PATH)
      .send({ ...now, spec: { locationName: 'asleep' }, dryRun: true });
    expect(asleep.body.warnings).toEqual([
      'It waits for the MySQLBackupLocation asleep: The store does not know these keys.',
    ]);
  });

  it.each([
    [
      'a place that is not there',
      { spec: { locationName: 'nowhere' } },
      'There is no MySQLBackupLocation nowhere in the namespace shop',
    ],
    [
      'nowhere to go',
      { spec: {} },
      'Nobody says where the backup goes: set spec.locationName',
    ],
    [
      'a part of the databases, physically',
      { spec: { locationName: 'store', databases: ['orders'] } },
      'set spec.method to Logical',
    ],
    [
      'a method that is not supported',
      { spec: { locationName: 'store', method: 'XtraBackup' } },
      'method XtraBackup is not supported yet',
    ],
    ['a name that is none', { name: 'Before' }, 'name: must be lower-case'],
    [
      'another cluster’s backup',
      { spec: { locationName: 'store', clusterName: 'carts' } },
      'spec.clusterName is no field of this request',
    ],
  ])('refuses %s', async (_, fields, message) => {
    const { api, kubernetes } = await start();
    const { status, body } = await api.post(PATH).send({ ...now, ...fields });
    expect(body.error.message).toContain(message);
    expect(status).toBe(400);
    expect(await kubernetes.read(key(now.name))).toBeUndefined();
  });

  it('needs the permission to operate the cluster', async () => {
    const { api } = await start(without('mysql-ha.cluster.operate'));
    const { status, body } = await api.post(PATH).send(now);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.operate');
  });
});

describe('DELETE /clusters/:namespace/:name/backups/:backup', () => {
  const first = `${PATH}/first`;

  it('deletes the resource and leaves the data', async () => {
    const { api, auditEvent, kubernetes, put } = await start();
    put(backup('first'));
    const { status } = await api
      .delete(first)
      .send({ confirm: 'first', withData: false });
    expect(status).toBe(204);
    expect(await kubernetes.read(key('first'))).toBeUndefined();
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        ...{ withData: false, location: 'store' },
        path: 'shop/orders/backups/first',
      },
    });
  });

  it('asks the engine to delete the data first, and the resource when they are gone', async () => {
    const { api, kubernetes, put } = await start();
    put(backup('first'));
    const { status } = await api
      .delete(first)
      .send({ confirm: 'first', withData: true });
    expect(status).toBe(202);
    const marked = await kubernetes.read(key('first'));
    expect(marked?.metadata.annotations).toEqual({
      [DELETE_WITH_DATA_ANNOTATION]: 'true',
    });
  });

  it.each([
    ['the name once more', { confirm: 'frist', withData: false }, 'confirm is'],
    ['a word on the data', { confirm: 'first' }, 'withData'],
  ])('asks for %s', async (_, request, message) => {
    const { api, kubernetes, put } = await start();
    put(backup('first'));
    const { status, body } = await api.delete(first).send(request);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(await kubernetes.read(key('first'))).toBeDefined();
  });

  it('finds no backup of another cluster', async () => {
    const { api, kubernetes, put } = await start();
    put(backup('first', { clusterName: 'carts' }));
    const { status, body } = await api
      .delete(first)
      .send({ confirm: 'first', withData: true });
    expect(status).toBe(404);
    expect(body.error.message).toContain(
      'There is no backup first of MySQL cluster shop/orders',
    );
    const kept = await kubernetes.read(key('first'));
    expect(kept?.metadata.annotations).toEqual({});
  });

  it('needs the permission to delete the cluster', async () => {
    const { api, put } = await start(without('mysql-ha.cluster.delete'));
    put(backup('first'));
    const { status, body } = await api
      .delete(first)
      .send({ confirm: 'first', withData: true });
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.delete');
  });
});

describe('POST /clusters/:namespace/:name/backups/:backup/verification', () => {
  const verify = `${PATH}/first/verification`;

  it('asks the engine for a proof, and records who asked', async () => {
    const { api, auditor, auditEvent, kubernetes, put } = await start();
    put(backup('first'));
    const { status } = await api.post(verify);
    expect(status).toBe(202);
    const marked = await kubernetes.read(key('first'));
    expect(marked?.metadata.annotations).toEqual({
      [VERIFY_ANNOTATION]: 'user:default/mock',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'backup-verify',
        severityLevel: 'medium',
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        ...{ backup: 'first', location: 'store' },
        path: 'shop/orders/backups/first',
      },
    });
  });

  it.each([
    ['being made', { phase: 'Running' }, 'only one that has Succeeded'],
    ['that failed', { phase: 'Failed' }, 'only one that has Succeeded'],
    [
      'being deleted',
      { annotations: { [DELETE_WITH_DATA_ANNOTATION]: 'true' } },
      'is being deleted',
    ],
  ])('refuses one %s', async (_, fields, message) => {
    const { api, put } = await start();
    put(backup('first', fields));
    const { status, body } = await api.post(verify);
    expect(status).toBe(409);
    expect(body.error.message).toContain(message);
  });

  it('finds no backup of another cluster', async () => {
    const { api, put } = await start();
    put(backup('first', { clusterName: 'carts' }));
    expect((await api.post(verify)).status).toBe(404);
  });

  it('needs the permission to operate the cluster', async () => {
    const { api, kubernetes, put } = await start(
      without('mysql-ha.cluster.operate'),
    );
    put(backup('first'));
    const { status, body } = await api.post(verify);
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.operate');
    const left = await kubernetes.read(key('first'));
    expect(left?.metadata.annotations).toEqual({});
  });
});
