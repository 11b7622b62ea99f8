import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  mysqlCluster,
  namespace,
  startApi,
  storageClass,
} from './__testUtils__';

const orders = { name: 'orders', namespace: 'shop', spec: {} };

describe('POST /clusters', () => {
  it('creates what was written and leaves the other fields to the resource', async () => {
    const { api, kubernetes } = await startApi();

    const { status, body } = await api.post('/v1/clusters').send({
      ...orders,
      owner: 'shop-team',
      system: 'shop',
      description: 'What was ordered',
      spec: { instances: 3, storage: { size: '2Gi' } },
    });

    expect(status).toBe(201);
    expect(body).toEqual({
      outcome: 'created',
      warnings: [],
      manifest: [
        'apiVersion: mysqlha.dev/v1alpha1',
        'kind: MySQLCluster',
        'metadata:',
        '  name: orders',
        '  namespace: shop',
        '  annotations:',
        '    mysqlha.dev/owner: group:default/shop-team',
        '    mysqlha.dev/system: system:default/shop',
        '    mysqlha.dev/description: What was ordered',
        'spec:',
        '  instances: 3',
        '  storage:',
        '    size: 2Gi',
        '',
      ].join('\n'),
    });
    expect(
      (await kubernetes.readCluster('shop', 'orders'))?.spec,
    ).toMatchObject({ instances: 3, topology: 'SemiSync' });
  });

  it('fills in the portal’s own defaults where the request says nothing', async () => {
    const { api, kubernetes } = await startApi({
      defaults: { image: 'mysql:8.4', storageClassName: 'local' },
    });
    await api.post('/v1/clusters').send({
      ...orders,
      spec: { storage: { size: '2Gi' } },
    });
    expect(
      (await kubernetes.readCluster('shop', 'orders'))?.spec,
    ).toMatchObject({
      image: 'mysql:8.4',
      storage: { size: '2Gi', storageClassName: 'local' },
    });
  });

  it('changes nothing when asked for the same again', async () => {
    const { api, kubernetes } = await startApi();
    const request = { ...orders, owner: 'shop-team', spec: { instances: 5 } };
    await api.post('/v1/clusters').send(request);
    const before = await kubernetes.readCluster('shop', 'orders');

    const { status, body } = await api.post('/v1/clusters').send(request);

    expect(status).toBe(200);
    expect(body.outcome).toBe('unchanged');
    expect(await kubernetes.readCluster('shop', 'orders')).toEqual(before);
  });

  it('refuses to change what exists, names the fields and the way to change them', async () => {
    const { api, put } = await startApi();
    put(
      mysqlCluster({ annotations: { 'mysqlha.dev/owner': 'group:default/a' } }),
    );

    const { status, body } = await api.post('/v1/clusters').send({
      ...orders,
      owner: 'group:default/b',
      spec: { instances: 5, storage: { size: '20Gi' } },
    });

    expect(status).toBe(409);
    expect(body.error.message).toContain(
      'MySQL cluster shop/orders exists already and differs in instances, storage.size, owner. Creating never changes what exists',
    );
    expect(body.error.message).toContain('kubectl -n shop edit myc orders');
  });

  it('says that a description stays, rather than drop it in silence', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster());
    const { body } = await api
      .post('/v1/clusters')
      .send({ ...orders, description: 'New words' });
    expect(body.outcome).toBe('unchanged');
    expect(body.warnings).toContainEqual(
      expect.stringContaining('Its description is another one and stays'),
    );
  });

  it('stores nothing in a dry run', async () => {
    const { api, kubernetes } = await startApi();
    const { status, body } = await api
      .post('/v1/clusters')
      .send({ ...orders, dryRun: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'valid', warnings: [] });
    expect(await kubernetes.readCluster('shop', 'orders')).toBeUndefined();
  });

  it('finds the cluster that a faster request made meanwhile', async () => {
    const { api, kubernetes, put } = await startApi();
    kubernetes.onRequest = request => {
      if (request.startsWith('create')) put(mysqlCluster());
    };
    const { body } = await api.post('/v1/clusters').send(orders);
    expect(body.outcome).toBe('unchanged');
  });

  describe('namespace', () => {
    const elsewhere = { ...orders, namespace: 'elsewhere' };

    it('is created when it is missing', async () => {
      const { api, kubernetes } = await startApi();
      const { status } = await api.post('/v1/clusters').send(elsewhere);
      expect(status).toBe(201);
      expect(
        await kubernetes.read({
          apiVersion: 'v1',
          kind: 'Namespace',
          name: 'elsewhere',
        }),
      ).toBeDefined();
    });

    it('is only announced in a dry run', async () => {
      const { api, kubernetes } = await startApi();
      const { body } = await api
        .post('/v1/clusters')
        .send({ ...elsewhere, dryRun: true });
      expect(body.outcome).toBe('valid');
      expect(body.warnings).toEqual([
        expect.stringContaining('Namespace elsewhere doesn’t exist yet'),
      ]);
      expect(kubernetes.requests).not.toContainEqual(
        expect.stringMatching(/^(apply|create)/),
      );
    });

    it('is demanded where it may not be created', async () => {
      const { api } = await startApi();
      const { status, body } = await api
        .post('/v1/clusters')
        .send({ ...elsewhere, createNamespace: false });
      expect(status).toBe(404);
      expect(body.error.message).toContain(
        'kubectl create namespace elsewhere',
      );
    });

    it('is waited for when it is being deleted', async () => {
      const { api, put } = await startApi();
      const object = namespace('elsewhere');
      put({
        ...object,
        metadata: {
          ...object.metadata,
          deletionTimestamp: '2026-01-01T00:00:00Z',
        },
      });
      const { status, body } = await api.post('/v1/clusters').send(elsewhere);
      expect(status).toBe(409);
      expect(body.error.message).toContain(
        'Namespace elsewhere is being deleted',
      );
    });
  });

  it.each([
    [
      'a name that is no DNS label',
      { ...orders, name: 'Orders' },
      'name must be a DNS label',
    ],
    [
      'a name that is too long',
      { ...orders, name: 'o'.repeat(33) },
      'name may have at most 32 characters',
    ],
    [
      'a storage size that is no quantity',
      { ...orders, spec: { storage: { size: '10 GB' } } },
      'spec.storage.size: must be a Kubernetes quantity such as 10Gi',
    ],
    [
      'a misspelt field',
      { ...orders, spec: { instence: 5 } },
      'spec.instence is no field of this request: correct the spelling',
    ],
    [
      'an owner that is no entity reference',
      { ...orders, owner: 'a:b:c:d' },
      "owner is 'a:b:c:d', which is no entity reference: write it as group:default/<name>",
    ],
    [
      'a topology with another number of instances than it has',
      { ...orders, spec: { topology: 'Single', instances: 3 } },
      'set instances to 1, or choose SemiSync',
    ],
    [
      'a topology that is not there yet',
      { ...orders, spec: { topology: 'GroupReplication' } },
      'GroupReplication is not supported yet: choose SemiSync',
    ],
    [
      'a key of my.cnf that durability relies on',
      { ...orders, spec: { config: { sync_binlog: '0' } } },
      'sync_binlog',
    ],
  ])('refuses %s and says what to do', async (_case, body, message) => {
    const { api, kubernetes } = await startApi();
    const response = await api.post('/v1/clusters').send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
    expect(kubernetes.requests).not.toContainEqual(
      expect.stringMatching(/^(apply|create)/),
    );
  });

  it.each([
    [
      'two instances under Required',
      { instances: 2 },
      'writes wait after a failover until the other instance is back',
    ],
    ['one instance', { instances: 1 }, 'One instance is not highly available'],
    [
      'Async',
      { topology: 'Async' },
      'a failover may lose the newest acknowledged commits',
    ],
    [
      'a class that doesn’t exist',
      { storage: { storageClassName: 'fast' } },
      'There is no StorageClass fast (this Kubernetes cluster has local)',
    ],
  ])('creates and warns of %s', async (_case, spec, warning) => {
    const { api } = await startApi();
    const { status, body } = await api
      .post('/v1/clusters')
      .send({ ...orders, spec });
    expect(status).toBe(201);
    expect(body.warnings).toEqual([expect.stringContaining(warning)]);
  });

  it('warns when there is no default class to rely on', async () => {
    const { api, put } = await startApi();
    put(storageClass('local', { isDefault: false }));
    const { body } = await api.post('/v1/clusters').send(orders);
    expect(body.warnings).toEqual([
      expect.stringContaining('Kubernetes has no default one'),
    ]);
  });

  it('needs the permission to create, and says which', async () => {
    const { api, auditEvent } = await startApi({
      policy: () => ({ result: AuthorizeResult.DENY }),
    });
    const { status, body } = await api.post('/v1/clusters').send(orders);
    expect(status).toBe(403);
    expect(body.error.message).toContain(
      'The permission mysql-ha.cluster.create is missing',
    );
    expect(auditEvent.fail).toHaveBeenCalledTimes(1);
  });

  it('answers 503 while Kubernetes is away', async () => {
    const { api, kubernetes } = await startApi();
    kubernetes.setReachable(false);
    const { status, body } = await api.post('/v1/clusters').send(orders);
    expect(status).toBe(503);
    expect(body.error.message).toContain('Kubernetes can’t be reached');
  });

  it('leaves an audit record with names and outcome', async () => {
    const { api, auditor, auditEvent } = await startApi();
    await api.post('/v1/clusters').send(orders);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'cluster-create',
        severityLevel: 'medium',
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        namespace: 'shop',
        name: 'orders',
        dryRun: false,
        outcome: 'created',
      },
    });
  });
});
