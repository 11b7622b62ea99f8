import { expect, test } from '@playwright/test';
import { RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('A cluster that is changed while clients write', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;
  let writer: Writer | undefined;

  test.beforeAll(async () => {
    scene = await Scene.open('changing');
    orders = await scene.database();
  });
  test.afterAll(async () => {
    await writer?.stop();
    await scene.close();
  });

  const spec = { storage: { size: '1Gi', storageClassName: 'local-dynamic' } };

  async function nothingLost(): Promise<void> {
    if (!writer) throw new Error('nobody writes');
    const { acknowledged } = writer;
    const written = acknowledged.length;
    await until('it writes on', () => acknowledged.length > written + 10, {
      seconds: 20,
    });
    const client = await orders.connect('primary');
    expect(await writer.missingFrom(client)).toEqual([]);
    await client.end();
  }

  test('scales 1 → 3 → 4 → 2, a member at a time', async () => {
    await orders.apply({ ...spec, instances: 1 });
    await orders.untilHealthy();
    writer = await Writer.start(orders);
    for (const [instances, waitFor] of [
      [3, 1],
      [4, 2],
      [2, 1],
    ]) {
      await orders.apply({ ...spec, instances });
      const status = await orders.untilHealthy();
      expect(status.synchronous).toMatchObject({ waitFor });
      expect(status.synchronous?.members).toHaveLength(instances);
      await until(
        'as many pods',
        async () => (await orders.pods()).size === instances,
        { seconds: 60 },
      );
    }
    await nothingLost();
  });

  test('takes a dynamic setting without a restart', async () => {
    const before = await orders.pods();
    await orders.apply({
      ...spec,
      instances: 2,
      config: { max_connections: '77' },
    });
    await until(
      'the servers have it',
      async () => {
        const client = await orders.connect('primary');
        const [[row]] = await client.query<RowDataPacket[]>(
          'SELECT @@max_connections AS n',
        );
        await client.end();
        return row.n === 77;
      },
      { seconds: 30 },
    );
    expect(await orders.pods()).toEqual(before);
  });

  test('takes a static setting by restarting replicas first, then handing over', async () => {
    const before = await orders.pods();
    const primary = orders.status.primary;
    await orders.apply({
      ...spec,
      instances: 2,
      config: {
        max_connections: '77',
        performance_schema_max_digest_length: '2048',
      },
    });
    await until(
      'both pods are new',
      async () => {
        const now = await orders.pods();
        return (
          now.size === 2 &&
          [...now].every(([name, pod]) => pod.uid !== before.get(name)?.uid)
        );
      },
      { seconds: 120, describe: () => JSON.stringify(orders.status, null, 1) },
    );
    await orders.untilHealthy();
    expect(orders.status.primary).not.toBe(primary);
    expect(orders.status.incidents?.[0].kind).toBe('Switchover');
    await nothingLost();
  });

  test('grows its volumes without touching its pods', async () => {
    const before = await orders.pods();
    await orders.apply({
      ...spec,
      instances: 2,
      storage: { size: '2Gi', storageClassName: 'local-dynamic' },
      config: {
        max_connections: '77',
        performance_schema_max_digest_length: '2048',
      },
    });
    await until(
      'the claims have it',
      async () => {
        const claims = await orders.kubernetes.list({
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: orders.namespace,
        });
        return (
          claims.filter(claim =>
            JSON.stringify(claim.status).includes('"storage":"2Gi"'),
          ).length >= 2
        );
      },
      { seconds: 60 },
    );
    await orders.untilHealthy();
    expect(await orders.pods()).toEqual(before);
    await nothingLost();
  });

  test('does nothing while it is paused', async () => {
    const grown = { size: '2Gi', storageClassName: 'local-dynamic' };
    const config = {
      max_connections: '77',
      performance_schema_max_digest_length: '2048',
    };
    await orders.apply({ storage: grown, config, instances: 3, paused: true });
    await orders.until(
      'it says so',
      s => s.message?.startsWith('Paused') ?? false,
      20,
    );
    expect((await orders.pods()).size).toBe(2);
    await orders.apply({ storage: grown, config, instances: 2, paused: false });
    await orders.untilHealthy();
  });

  test('hibernates, and wakes with its data', async () => {
    const grown = { size: '2Gi', storageClassName: 'local-dynamic' };
    await orders.apply({ storage: grown, instances: 2, hibernate: true });
    await orders.until('Hibernated', s => s.phase === 'Hibernated', 60);
    await until('no pod runs', async () => (await orders.pods()).size === 0, {
      seconds: 60,
    });
    await orders.apply({ storage: grown, instances: 2, hibernate: false });
    await orders.untilHealthy();
    await nothingLost();
  });
});
