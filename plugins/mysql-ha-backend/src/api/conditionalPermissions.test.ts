import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  clusterOperatePermission,
  clusterReadPermission,
  RESOURCE_TYPE_CLUSTER,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import request from 'supertest';
import { eventually } from '../kubernetes/contract/eventually';
import { FakeApiServer, reply } from '../kubernetes/server/FakeApiServer';
import { mysqlHaPlugin } from '../plugin';
import { actingAuthFactory, mysqlCluster } from './__testUtils__';
import {
  createMysqlHaConditionalDecision,
  mysqlHaConditions,
} from './permissionRules';

// Two backend plugins come up in it; a busy machine needs its time for that.
jest.setTimeout(60_000);

/** One may see the clusters of the namespace `shop`, and operate those of one's own. */
const policyOfOwners = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy-of-owners',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) => {
            if (!isResourcePermission(permission, RESOURCE_TYPE_CLUSTER)) {
              return { result: AuthorizeResult.ALLOW };
            }
            return createMysqlHaConditionalDecision(
              permission,
              isPermission(permission, clusterReadPermission)
                ? mysqlHaConditions.isInNamespace({ namespaces: ['shop'] })
                : mysqlHaConditions.hasOwner({
                    owners: user?.info.ownershipEntityRefs ?? [],
                  }),
            );
          },
        });
      },
    });
  },
});

/** A backend with this plugin and the real permission backend, which someone without any group asks. */
async function startWithPolicy(kubeconfig: string): Promise<TestBackend> {
  return startTestBackend({
    features: [
      mysqlHaPlugin,
      permissionPlugin,
      policyOfOwners,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      actingAuthFactory,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          mysqlHa: { kubeconfig, operator: { enabled: false } },
        },
      }),
    ],
  });
}

/** What an API server keeps of a cluster beyond what was written. */
function stored({ name = 'orders', namespace = 'shop', owner = '' }) {
  const { metadata, ...cluster } = mysqlCluster({
    name,
    namespace,
    annotations: { 'mysqlha.dev/owner': owner },
  });
  const uid = `uid-of-${name}`;
  return {
    ...cluster,
    metadata: { ...metadata, uid, resourceVersion: '1', generation: 1 },
  };
}

const CLUSTERS = [
  stored({ name: 'orders', owner: 'user:default/mock' }),
  stored({ name: 'carts', owner: 'group:default/cart-team' }),
  stored({
    name: 'invoices',
    namespace: 'billing',
    owner: 'user:default/mock',
  }),
];

/** A backup of each of them in the namespace `shop`. */
const BACKUPS = ['orders', 'carts'].map(clusterName => ({
  apiVersion: 'mysqlha.dev/v1alpha1',
  kind: 'MySQLBackup',
  metadata: {
    ...{ name: `of-${clusterName}`, namespace: 'shop' },
    ...{ uid: `backup-of-${clusterName}`, resourceVersion: '1' },
  },
  spec: { clusterName, locationName: 'store' },
  status: { phase: 'Succeeded', path: 'a' },
}));

describe('Conditional decisions of the real permission backend', () => {
  let kubernetes: FakeApiServer;
  let backend: TestBackend;

  const ask = (method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](`/api/mysql-ha/v1/clusters${path}`)
      .set('Authorization', mockCredentials.user.header());

  beforeAll(async () => {
    kubernetes = await FakeApiServer.start();
    kubernetes.onRequest = ({ path, query }, response) => {
      if (query.get('watch')) {
        response.writeHead(200);
        response.flushHeaders();
        return;
      }
      if (path.endsWith('/missing')) {
        reply(response, 404, { kind: 'Status', details: { name: 'missing' } });
        return;
      }
      const kept: Record<string, object[]> = {
        mysqlclusters: CLUSTERS,
        mysqlbackups: BACKUPS,
      };
      const items = kept[path.slice(path.lastIndexOf('/') + 1)] ?? [];
      const metadata = { resourceVersion: '1' };
      reply(response, 200, { kind: 'List', metadata, items });
    };
    backend = await startWithPolicy(kubernetes.kubeconfig());
    // The watches are filled a moment after the start.
    await eventually(async () => {
      const { status, text } = await ask('get', '');
      if (status === 503) throw new Error(text);
    });
  });

  afterAll(async () => {
    await kubernetes.stop();
    await backend.stop();
  });

  it('list the clusters that the condition allows', async () => {
    const { body } = await ask('get', '').expect(200);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      'carts',
      'orders',
    ]);
  });

  it('show one of them, and refuse another', async () => {
    await ask('get', '/shop/orders').expect(200);
    const { body } = await ask('get', '/billing/invoices').expect(403);
    expect(body.error.message).toContain(
      'The permission mysql-ha.cluster.read is missing for cluster billing/invoices',
    );
  });

  it('are asked for each verb: who may see a cluster may not connect to it', async () => {
    await ask('get', '/shop/orders/connection').expect(200);
    await ask('get', '/shop/carts').expect(200);
    await ask('get', '/shop/carts/connection').expect(403);
    const { status } = await ask('post', '/shop/carts/operations').send({
      type: 'Restart',
      target: 'carts-0',
    });
    expect(status).toBe(403);
  });

  it('are put to the cluster that a backup is of, when it is to be restored', async () => {
    const restore = (backupName: string) =>
      request(backend.server)
        .post('/api/mysql-ha/v1/restores')
        .set('Authorization', mockCredentials.user.header())
        .send({
          ...{ name: 'missing', namespace: 'shop' },
          spec: { source: { backupName }, target: { clusterName: 'missing' } },
        });
    const { body } = await restore('of-carts').expect(403);
    expect(body.error.message).toContain(
      'The permission mysql-ha.cluster.credentials is missing for the cluster of backup shop/of-carts',
    );
    // Until the watch has the backup, nobody knows whose it is.
    await eventually(async () => {
      const own = await restore('of-orders').expect(400);
      expect(own.body.error.message).toContain(
        'There is no MySQLBackupLocation store',
      );
    });
  });

  it('tell the pages which of its buttons a person may press', async () => {
    const items = ['shop/orders', 'shop/carts'].map(resourceRef => ({
      id: resourceRef,
      permission: clusterOperatePermission,
      resourceRef,
    }));
    const { body } = await request(backend.server)
      .post('/api/permission/authorize')
      .set('Authorization', mockCredentials.user.header())
      .send({ items })
      .expect(200);
    expect(body.items).toEqual([
      { id: 'shop/orders', result: AuthorizeResult.ALLOW },
      { id: 'shop/carts', result: AuthorizeResult.DENY },
    ]);
  });

  it('do not tell whether a cluster that may not be seen exists', async () => {
    const missing = await ask('get', '/billing/missing').expect(403);
    expect(missing.body.error.message).toContain(
      'is missing for cluster billing/missing',
    );
  });
});

describe('While Kubernetes is away', () => {
  it('a condition is not taken for a refusal', async () => {
    const { server } = await startWithPolicy('/there/is/no/kubeconfig');
    const { status, body } = await request(server)
      .get('/api/mysql-ha/v1/clusters/shop/orders')
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(503);
    expect(body.error.message).toContain('Kubernetes can’t be reached');
  });
});
