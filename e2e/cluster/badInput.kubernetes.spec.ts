import { expect, test } from '@playwright/test';
import { RowDataPacket } from 'mysql2/promise';
import { apiServerProcess } from './apiServerProcess';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

const storage = { size: '1Gi', storageClassName: 'local-dynamic' };

test.describe.serial('A cluster in the midst of something else', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('midst');
    orders = await scene.database();
  });
  test.afterAll(() => scene.close());

  test('edited while it is being created, it becomes what the last edit says', async () => {
    await orders.apply({ instances: 3, storage });
    await until(
      'the first pod is there',
      async () => (await orders.pods()).size > 0,
      {
        seconds: 30,
      },
    );
    await orders.apply({
      instances: 2,
      storage,
      config: {
        max_connections: '77',
        performance_schema_max_digest_length: '2048',
      },
    });
    const status = await orders.untilHealthy(180);
    expect(status.synchronous?.members).toEqual(['orders-0', 'orders-1']);
    await until(
      'two pods are left',
      async () => (await orders.pods()).size === 2,
      {
        seconds: 60,
      },
    );
    await until(
      'both servers have the configuration',
      async () => {
        for (const name of ['orders-0', 'orders-1']) {
          const has = await orders
            .asOperator(name, async connection => {
              const [[row]] = await connection.query<RowDataPacket[]>(
                'SELECT @@max_connections AS n, @@performance_schema_max_digest_length AS d',
              );
              return row.n === 77 && row.d === 2048;
            })
            .catch(() => false);
          if (!has) return false;
        }
        return true;
      },
      { seconds: 120, describe: () => JSON.stringify(orders.status, null, 1) },
    );
    await orders.untilHealthy();
  });

  test('deleted while it is being created, it goes whole', async () => {
    const brief = new DatabaseUnderTest(
      scene.kubernetes,
      orders.namespace,
      'brief',
    );
    await brief.apply({ instances: 3, storage, deletionPolicy: 'Delete' });
    await until(
      'its pods are there',
      async () => (await brief.pods()).size === 3,
      {
        seconds: 30,
      },
    );
    await brief.delete();
    await until(
      'nothing of it is left',
      async () => (await remains(brief)).length === 0,
      { seconds: 90, describe: () => 'see what carries its label' },
    );
  });

  test('an API server that is gone for a minute takes no write and no pod away', async () => {
    const writer = await Writer.start(orders);
    const before = await orders.pods();
    const primary = orders.status.primary;
    await until('it writes', () => writer.acknowledged.length > 10, {
      seconds: 20,
    });
    const server = apiServerProcess();
    const written = writer.acknowledged.length;
    server.freeze();
    try {
      const startedAt = Date.now();
      await until(
        'a minute has passed',
        () => Date.now() - startedAt > 60_000,
        {
          seconds: 90,
        },
      );
    } finally {
      server.thaw();
    }
    expect(writer.acknowledged.length).toBeGreaterThan(written + 50);
    await until('the operator acts again', () => scene.firstOperator.isActing, {
      seconds: 60,
    });
    await orders.apply({
      instances: 2,
      storage,
      config: {
        max_connections: '78',
        performance_schema_max_digest_length: '2048',
      },
    });
    await orders.untilHealthy();
    await writer.stop();
    expect(await orders.pods()).toEqual(before);
    expect(orders.status.primary).toBe(primary);
    const client = await orders.connect('primary');
    expect(await writer.missingFrom(client)).toEqual([]);
    await client.end();
  });

  test('its namespace deleted, nothing hangs and the volumes keep the data', async () => {
    const claims = await list(orders, 'v1', 'PersistentVolumeClaim');
    const volumes = claims.map(claim => String(claim.spec.volumeName));
    expect(volumes.length).toBeGreaterThan(1);
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: orders.namespace,
    };
    await scene.kubernetes.delete(namespace);
    await until(
      'the namespace is gone',
      async () => (await scene.kubernetes.read(namespace)) === undefined,
      { seconds: 120 },
    );
    for (const name of volumes) {
      const volume = await scene.kubernetes.read({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        name,
      });
      expect(volume).toMatchObject({
        spec: { persistentVolumeReclaimPolicy: 'Retain' },
        status: { phase: 'Released' },
      });
    }
    expect(scene.firstOperator.isActing).toBe(true);
  });
});

async function list(of: DatabaseUnderTest, apiVersion: string, kind: string) {
  const objects = await of.kubernetes.list(
    { apiVersion, kind, namespace: of.namespace },
    `mysqlha.dev/cluster=${of.name}`,
  );
  return objects.map(object => JSON.parse(JSON.stringify(object)));
}

/** All that carries a cluster's label, by kind and name. */
async function remains(of: DatabaseUnderTest): Promise<readonly string[]> {
  const kinds = [
    ['v1', 'Pod'],
    ['v1', 'PersistentVolumeClaim'],
    ['v1', 'Secret'],
    ['v1', 'ConfigMap'],
    ['v1', 'Service'],
    ['apps/v1', 'StatefulSet'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['discovery.k8s.io/v1', 'EndpointSlice'],
  ];
  const found = await Promise.all(
    kinds.map(([apiVersion, kind]) => list(of, apiVersion, kind)),
  );
  return found.flat().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
