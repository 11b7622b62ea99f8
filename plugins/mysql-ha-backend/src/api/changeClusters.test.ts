import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mysqlCluster, startApi, storageClass } from './__testUtils__';

const path = '/v1/clusters/shop/orders';

describe('PATCH /clusters/:namespace/:name', () => {
  it('changes what the patch names and nothing else', async () => {
    const { api, auditEvent, kubernetes, put } = await startApi();
    put(
      mysqlCluster({
        spec: {
          instances: 3,
          config: { max_connections: '100', wait_timeout: '60' },
        },
      }),
    );

    const { status, body } = await api.patch(path).send({
      spec: {
        instances: 5,
        config: { max_connections: null, sort_buffer_size: '1M' },
      },
    });

    expect(status).toBe(200);
    expect(body.spec).toMatchObject({
      instances: 5,
      config: { wait_timeout: '60', sort_buffer_size: '1M' },
    });
    expect(
      (await kubernetes.readCluster('shop', 'orders'))?.spec.instances,
    ).toBe(5);
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: {
        changed: [
          'instances',
          'config.max_connections',
          'config.sort_buffer_size',
        ],
      },
    });
  });

  it.each([
    [true, 200, '20Gi'],
    [false, 400, '10Gi'],
  ])(
    'with a StorageClass that allows growth (%s) answers %i, and the size is %s',
    async (allowVolumeExpansion, expected, size) => {
      const { api, kubernetes, put } = await startApi();
      put(mysqlCluster({ spec: { storage: { size: '10Gi' } } }));
      put({ ...storageClass('ssd'), allowVolumeExpansion });
      put({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'data-orders-0',
          namespace: 'shop',
          labels: { 'mysqlha.dev/cluster': 'orders' },
        },
        spec: {
          storageClassName: 'ssd',
          resources: { requests: { storage: '10Gi' } },
        },
      });

      const { status, body } = await api
        .patch(path)
        .send({ spec: { storage: { size: '20Gi' } } });

      expect(status).toBe(expected);
      expect(body.error?.message ?? '').toMatch(
        allowVolumeExpansion
          ? ''
          : /StorageClass ssd of volume claim data-orders-0 does not allow growing.*nothing was changed/,
      );
      const after = await kubernetes.readCluster('shop', 'orders');
      expect(after?.spec.storage.size).toBe(size);
    },
  );

  it('asks nothing of the API server when nothing would change', async () => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    const { status } = await api.patch(path).send({ spec: { instances: 3 } });
    expect(status).toBe(200);
    expect(kubernetes.requests).toEqual([]);
  });

  it.each([
    ['too many instances', { instances: 10 }, 'spec.instances'],
    ['a misspelt field', { instence: 3 }, 'spec.instence is no field'],
    [
      'a topology with another number of instances than it has',
      { topology: 'Single' },
      'set instances to 1',
    ],
    [
      'a key that durability relies on',
      { config: { sync_binlog: '0' } },
      'sync_binlog',
    ],
  ])('refuses %s', async (_case, spec, message) => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    const { status, body } = await api.patch(path).send({ spec });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(kubernetes.requests).toEqual([]);
  });

  it('does not hold against a change what was wrong before', async () => {
    const { api, put } = await startApi();
    put(mysqlCluster({ spec: { config: { sync_binlog: '0' } } }));
    const { status } = await api.patch(path).send({ spec: { instances: 5 } });
    expect(status).toBe(200);
  });

  it('passes the API server’s own refusal on', async () => {
    const { api, kubernetes, put } = await startApi();
    put(mysqlCluster());
    kubernetes.onRequest = request => {
      if (request.startsWith('patch')) {
        throw Object.assign(new Error('storage.size can’t shrink'), {
          name: 'InputError',
        });
      }
    };
    const { status, body } = await api
      .patch(path)
      .send({ spec: { storage: { size: '1Gi' } } });
    expect(status).toBe(400);
    expect(body.error.message).toBe('storage.size can’t shrink');
  });
});

describe('DELETE /clusters/:namespace/:name', () => {
  it('deletes when the name is repeated, and records what happens to the volumes', async () => {
    const { api, auditor, auditEvent, kubernetes, put } = await startApi();
    put(mysqlCluster());

    const { status } = await api.delete(path).send({ confirm: 'orders' });

    expect(status).toBe(204);
    expect(await kubernetes.readCluster('shop', 'orders')).toBeUndefined();
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'cluster-delete',
        severityLevel: 'high',
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledWith({
      meta: { deletionPolicy: 'Retain' },
    });
  });

  it.each([{ confirm: 'order' }, { confirm: '' }, {}])(
    'deletes nothing for %j',
    async body => {
      const { api, kubernetes, put } = await startApi();
      put(mysqlCluster());
      const { status } = await api.delete(path).send(body);
      expect(status).toBe(400);
      expect(await kubernetes.readCluster('shop', 'orders')).toBeDefined();
    },
  );
});

describe.each([
  ['PATCH', 'mysql-ha.cluster.operate', { spec: { instances: 5 } }],
  ['DELETE', 'mysql-ha.cluster.delete', { confirm: 'orders' }],
] as const)('%s without %s', (method, permission, body) => {
  it('is refused, recorded, and changes nothing', async () => {
    const { api, auditEvent, kubernetes, put } = await startApi({
      policy: name => ({
        result:
          name === permission ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    });
    put(mysqlCluster());
    const request = method === 'PATCH' ? api.patch(path) : api.delete(path);
    const response = await request.send(body);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(permission);
    expect(auditEvent.fail).toHaveBeenCalledTimes(1);
    expect(
      (await kubernetes.readCluster('shop', 'orders'))?.spec.instances,
    ).toBe(3);
  });
});
