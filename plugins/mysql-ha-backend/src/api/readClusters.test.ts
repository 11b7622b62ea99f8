import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createMysqlHaConditionalDecision,
  mysqlHaConditions,
} from './permissionRules';
import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlCluster, startApi } from './__testUtils__';

const DENY = (): PolicyDecision => ({ result: AuthorizeResult.DENY });

describe('GET /clusters', () => {
  it('lists all clusters by namespace and name, with spec and status', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster({ name: 'b' }));
    put(mysqlCluster({ name: 'a', status: { phase: 'Healthy' } }));
    put(mysqlCluster({ namespace: 'crm', name: 'z' }));

    const { status, body } = await api.get('/v1/clusters');

    expect(status).toBe(200);
    expect(
      body.items.map(
        (item: { namespace: string; name: string }) =>
          `${item.namespace}/${item.name}`,
      ),
    ).toEqual(['crm/z', 'shop/a', 'shop/b']);
    expect(body.items[1]).toMatchObject({
      spec: { topology: 'SemiSync' },
      status: { phase: 'Healthy' },
      deleting: false,
    });
  });

  it('costs the API server no request', async () => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    await api.get('/v1/clusters');
    expect(kubernetes.requests).toEqual([]);
  });

  it.each([
    [
      'in some namespaces',
      mysqlHaConditions.isInNamespace({ namespaces: ['crm'] }),
      ['crm/theirs'],
    ],
    [
      'of some owners',
      mysqlHaConditions.hasOwner({ owners: ['group:default/shop-team'] }),
      ['shop/ours'],
    ],
    [
      'not of some owners',
      {
        not: mysqlHaConditions.hasOwner({
          owners: ['group:default/shop-team'],
        }),
      },
      ['crm/theirs', 'shop/nobodys'],
    ],
  ])(
    'shows only clusters %s where the policy says so',
    async (_case, condition, expected) => {
      const { api, put } = await startApi({
        policy: () =>
          createMysqlHaConditionalDecision(clusterReadPermission, condition),
      });
      const owner = (ref: string) => ({ 'mysqlha.dev/owner': ref });
      put(mysqlCluster({ name: 'ours', annotations: owner('shop-team') }));
      put(mysqlCluster({ name: 'nobodys' }));
      put(
        mysqlCluster({
          namespace: 'crm',
          name: 'theirs',
          annotations: owner('group:default/crm-team'),
        }),
      );

      const { body } = await api.get('/v1/clusters');

      expect(
        body.items.map(
          (item: { namespace: string; name: string }) =>
            `${item.namespace}/${item.name}`,
        ),
      ).toEqual(expected);
    },
  );

  it('shows an empty list to whom nothing is allowed', async () => {
    const { api, put } = await startApi({ policy: DENY });
    put(mysqlCluster());
    const { body } = await api.get('/v1/clusters');
    expect(body).toEqual({ items: [] });
  });
});

describe('GET /clusters/:namespace/:name', () => {
  it('shows one cluster with owner, system and description', async () => {
    const { api, put } = await startApi();
    put(
      mysqlCluster({
        annotations: {
          'mysqlha.dev/owner': 'group:default/shop-team',
          'mysqlha.dev/system': 'system:default/shop',
          'mysqlha.dev/description': 'What was ordered',
        },
      }),
    );
    const { body } = await api.get('/v1/clusters/shop/orders');
    expect(body).toMatchObject({
      name: 'orders',
      namespace: 'shop',
      owner: 'group:default/shop-team',
      system: 'system:default/shop',
      description: 'What was ordered',
    });
  });

  it('finds a cluster that the watch doesn’t have yet', async () => {
    const { api, kubernetes, put } = await startApi();
    kubernetes.watches.hold();
    put(mysqlCluster());
    const { status } = await api.get('/v1/clusters/shop/orders');
    expect(status).toBe(200);
  });

  it.each([
    ['orders', 'It may have been deleted'],
    ['Orders_1', 'No cluster can have this name'],
  ])('says that there is no %s', async (name, why) => {
    const { api } = await startApi();
    const { status, body } = await api.get(`/v1/clusters/shop/${name}`);
    expect(status).toBe(404);
    expect(body.error.message).toContain(
      `There is no MySQL cluster shop/${name}`,
    );
    expect(body.error.message).toContain(why);
  });

  it('says what is wrong with a cluster that can’t be read', async () => {
    const { api, put } = await startApi();
    put({ ...mysqlCluster(), spec: { instances: 'three' } });
    const { status, body } = await api.get('/v1/clusters/shop/orders');
    expect(status).toBe(409);
    expect(body.error.message).toContain('exists but can’t be read');
    expect(body.error.message).toContain('instances');
    expect(body.error.message).toContain('kubectl -n shop edit myc orders');
  });

  it('takes no condition for fulfilled by a cluster that can’t be read', async () => {
    const { api, put } = await startApi({
      policy: () =>
        createMysqlHaConditionalDecision(clusterReadPermission, {
          not: mysqlHaConditions.isInNamespace({ namespaces: ['crm'] }),
        }),
    });
    put({ ...mysqlCluster(), spec: { instances: 'three' } });
    const { status } = await api.get('/v1/clusters/shop/orders');
    expect(status).toBe(403);
  });

  it.each(['', '/lag', '/events', '/connection'])(
    'hides orders%s from whom it is not allowed to, also whether it exists',
    async path => {
      const { api, put } = await startApi({ policy: DENY });
      put(mysqlCluster());
      const there = await api.get(`/v1/clusters/shop/orders${path}`);
      const missing = await api.get(`/v1/clusters/shop/missing${path}`);
      expect([there.status, missing.status]).toEqual([403, 403]);
    },
  );

  it.each(['', '/lag', '/events', '/connection'])(
    'answers orders%s with 503 while Kubernetes is away',
    async path => {
      const { api, kubernetes, put } = await startApi();
      put(mysqlCluster());
      kubernetes.setReachable(false);
      const { status, body } = await api.get(`/v1/clusters/shop/orders${path}`);
      expect(status).toBe(503);
      expect(body.error.message).toContain('Kubernetes can’t be reached');
    },
  );
});

describe('GET /clusters/:namespace/:name/lag', () => {
  it('shows the samples of the last hour', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster());
    const { body } = await api.get('/v1/clusters/shop/orders/lag');
    expect(body).toEqual({
      samples: [
        { at: '2026-01-01T00:00:00Z', lagSeconds: { 'orders-1': 0.2 } },
      ],
    });
  });
});

describe('GET /clusters/:namespace/:name/events', () => {
  it('shows what was recorded on the cluster', async () => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    const cluster = await kubernetes.readCluster('shop', 'orders');
    if (!cluster) throw new Error('the cluster was put a moment ago');
    kubernetes.recordEvent(cluster, {
      type: 'Warning',
      reason: 'Failover',
      message: 'orders-0 died.',
    });
    const { body } = await api.get('/v1/clusters/shop/orders/events');
    expect(body.items).toEqual([
      expect.objectContaining({
        type: 'Warning',
        reason: 'Failover',
        message: 'orders-0 died.',
        object: 'MySQLCluster/orders',
        count: 1,
      }),
    ]);
  });
});

describe('GET /clusters/:namespace/:name/connection', () => {
  it('names hosts, user and Secret, and never the password', async () => {
    const { api, auditor, put } = await startApi();
    put(mysqlCluster({ name: 'orders-eu' }));
    const { body } = await api.get('/v1/clusters/shop/orders-eu/connection');
    expect(body).toEqual({
      host: 'orders-eu-primary.shop.svc',
      replicasHost: 'orders-eu-replicas.shop.svc',
      port: 3306,
      database: 'orders_eu',
      username: 'orders_eu',
      secretName: 'orders-eu-app',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'connection-fetch' }),
    );
  });

  it('needs a permission of its own', async () => {
    const { api, put } = await startApi({
      policy: permission =>
        permission === 'mysql-ha.cluster.credentials'
          ? { result: AuthorizeResult.DENY }
          : { result: AuthorizeResult.ALLOW },
    });
    put(mysqlCluster());
    expect((await api.get('/v1/clusters/shop/orders')).status).toBe(200);
    const { status, body } = await api.get(
      '/v1/clusters/shop/orders/connection',
    );
    expect(status).toBe(403);
    expect(body.error.message).toContain('mysql-ha.cluster.credentials');
  });
});
