import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { expect, test } from '@playwright/test';
import { loseVolume } from '../chaos/faults/volume';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('Two instances, each commit on both', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;
  let writer: Writer;

  test.beforeAll(async () => {
    scene = await Scene.open('two');
    orders = await scene.database();
    await orders.apply({ instances: 2 });
    await orders.untilHealthy();
    writer = await Writer.start(orders);
  });
  test.afterAll(async () => {
    await writer?.stop();
    await scene.close();
  });

  const replica = () =>
    orders.status.primary === 'orders-0' ? 'orders-1' : 'orders-0';

  /** Writes go on, and both hold all that was acknowledged. */
  async function nothingLost(): Promise<void> {
    const { acknowledged } = writer;
    const written = acknowledged.length;
    await until('it writes on', () => acknowledged.length > written + 10, {
      seconds: 90,
      describe: () => JSON.stringify(orders.status, null, 1),
    });
    await orders.untilHealthy();
    for (const service of ['primary', 'replicas'] as const) {
      const client = await orders.connect(service);
      await until(
        `all that was acknowledged is at ${service}`,
        async () => (await writer.missingFrom(client)).length === 0,
        { seconds: 20 },
      );
      await client.end();
    }
  }

  test('heal by themselves when the replica loses its volume under writes', async () => {
    const { primary, term } = orders.status;
    const lost = replica();
    const uuid = ({ instances = [] }: ClusterStatus) =>
      instances.find(({ name }) => name === lost)?.serverUuid;
    const before = uuid(orders.status);
    loseVolume(orders.mysqld(lost));
    await orders.until(
      'the replica is another server, filled from the primary',
      status =>
        status.phase === 'Healthy' &&
        ![undefined, before].includes(uuid(status)),
      120,
    );
    await nothingLost();
    expect(orders.status).toMatchObject({ primary, term });
  });

  test('have a record of members that nobody can edit', async () => {
    const { term = 0 } = orders.status;
    await scene.firstOperator.kill();
    const cluster = await scene.kubernetes.readCluster(
      orders.namespace,
      orders.name,
    );
    if (!cluster) throw new Error('it exists');
    await scene.kubernetes.writeClusterStatus({
      ...cluster,
      status: {
        ...cluster.status,
        synchronous: { members: ['orders-0'], waitFor: 0, term: 1 },
      },
    });
    await scene.operator();
    await orders.until(
      'it is corrected, in a new term',
      status => (status.term ?? 0) > term && status.synchronous?.waitFor === 1,
    );
    expect(orders.status.synchronous?.members).toEqual([
      'orders-0',
      'orders-1',
    ]);
    await nothingLost();
  });
});
