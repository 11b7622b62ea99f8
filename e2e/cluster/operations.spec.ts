import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import {
  API_GROUP_VERSION,
  MySQLOperation,
  mysqlOperationSchema,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('Operations on a cluster of three', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('operations');
    orders = await scene.database();
    await orders.apply({ instances: 3 });
    await orders.untilHealthy(300);
  });
  test.afterAll(() => scene.close());

  /** Asks for it as kubectl would. */
  async function ask(
    spec: Partial<MySQLOperation['spec']>,
  ): Promise<() => Promise<OperationStatus>> {
    const key = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLOperation',
      namespace: orders.namespace,
      name: `ask-${randomBytes(4).toString('hex')}`,
    };
    await orders.kubernetes.create({
      apiVersion: key.apiVersion,
      kind: key.kind,
      metadata: { name: key.name, namespace: key.namespace },
      spec: { clusterName: 'orders', ...spec },
    });
    return async () =>
      mysqlOperationSchema.parse(await orders.kubernetes.read(key)).status;
  }

  /** Asks for it and waits for its end. */
  async function askAndWait(
    spec: Partial<MySQLOperation['spec']>,
    seconds = 120,
  ): Promise<OperationStatus> {
    const read = await ask(spec);
    let last: OperationStatus = {};
    return until(
      `${spec.type} has ended`,
      async () => {
        last = await read();
        return last.completedAt !== undefined && last;
      },
      { seconds, describe: () => JSON.stringify(last, null, 1) },
    );
  }

  const others = () =>
    ['orders-0', 'orders-1', 'orders-2'].filter(
      name => name !== orders.status.primary,
    );

  async function nothingLost(writer: Writer): Promise<void> {
    await orders.untilHealthy();
    await writer.stop();
    await writer.expectNothingLost();
  }

  test('a switchover under load loses nothing, and its record says what took how long', async () => {
    const writer = await Writer.start(orders);
    await until('it writes', () => writer.acknowledged.length > 20, {
      seconds: 30,
    });
    const [target] = others();
    const status = await askAndWait({ type: 'Switchover', target });
    expect(status.message).toContain(`${target} is the primary since term 2`);
    expect(status.phase).toBe('Succeeded');
    expect(status.steps?.every(step => step.state === 'Done')).toBe(true);
    expect(orders.status.incidents?.[0]).toMatchObject({
      kind: 'Switchover',
      to: target,
      transactionsLost: 0,
    });
    const written = writer.acknowledged.length;
    await until(
      'it writes again',
      () => writer.acknowledged.length > written + 20,
      { seconds: 30 },
    );
    await nothingLost(writer);
    process.stdout.write(
      `switchover: ${JSON.stringify(
        status.steps?.map(({ name, durationMs }) => [name, durationMs]),
      )}; outage ${orders.status.incidents?.[0].outageMs} ms\n`,
    );
  });

  test('what can’t be done is refused with its reason, and the API server refuses what makes no sense', async () => {
    const primary = orders.status.primary ?? '';
    const refused = async (
      spec: Partial<MySQLOperation['spec']>,
      reason: string,
    ) => {
      const status = await askAndWait(spec);
      expect(status.phase).toBe('Failed');
      expect(status.message).toContain(reason);
    };
    await refused(
      { type: 'Switchover', target: primary },
      'is the primary already',
    );
    await refused({ type: 'Restart', target: 'orders-7' }, 'is no instance');
    await refused({ type: 'Rebuild', target: primary }, 'Switchover first');
    await refused({ type: 'Failover' }, 'ask for a Switchover');
    await refused(
      { clusterName: 'users', type: 'Switchover' },
      'There is no MySQLCluster users',
    );
    await expect(ask({ type: 'Rebuild' })).rejects.toThrow('need a target');
    await expect(ask({ type: 'Failover', force: true })).rejects.toThrow(
      'needs a reason',
    );
    await expect(ask({ type: 'Fence', target: 'users-0' })).rejects.toThrow(
      'must be an instance of the cluster',
    );
    expect(orders.status.primary).toBe(primary);
  });

  test('a dry run says what would be done and does nothing', async () => {
    const { term } = orders.status;
    const status = await askAndWait({ type: 'Switchover', dryRun: true });
    expect(status.phase).toBe('Succeeded');
    expect(status.plan?.length).toBeGreaterThan(5);
    expect(status.steps).toBeUndefined();
    expect(orders.status.term).toBe(term);
  });

  test('a rebuild fills a replica by CLONE, and it counts again', async () => {
    const [target] = others();
    const status = await askAndWait(
      { type: 'Rebuild', target, reason: 'a test' },
      240,
    );
    expect(status.message).toContain('is a member again');
    expect(orders.status.incidents?.[0]).toMatchObject({
      kind: 'Rebuild',
      to: target,
      cause: 'a test',
    });
    await orders.untilHealthy();
  });

  test('a restart of the primary hands over first', async () => {
    const before = orders.status.primary ?? '';
    const uid = (await orders.pods()).get(before)?.uid;
    const writer = await Writer.start(orders);
    const status = await askAndWait({ type: 'Restart', target: before }, 240);
    expect(status.message).toContain('was restarted and serves again');
    expect(orders.status.primary).not.toBe(before);
    expect((await orders.pods()).get(before)?.uid).not.toBe(uid);
    await nothingLost(writer);
  });

  test('a fenced replica takes no reads and keeps replicating, until it is unfenced', async () => {
    const [target] = others();
    const offline = () =>
      orders.asOperator(target, async connection => {
        const [[row]] = await connection.query<RowDataPacket[]>(
          'SELECT @@GLOBAL.offline_mode AS offline',
        );
        return Number(row.offline);
      });
    await askAndWait({ type: 'Fence', target, reason: 'a test' });
    expect(orders.status.fencedInstances).toMatchObject([{ name: target }]);
    expect(await offline()).toBe(1);
    const { phase } = await askAndWait({ type: 'Unfence', target });
    expect(phase).toBe('Succeeded');
    expect(await offline()).toBe(0);
    await orders.untilHealthy();
  });

  test('a fenced primary takes no writes, nobody takes its place, and Unfence opens it', async () => {
    const primary = orders.status.primary ?? '';
    const { term } = orders.status;
    await askAndWait({ type: 'Fence', target: primary, reason: 'a test' });
    await orders.until('waits', s => s.phase === 'WaitingForUser', 30);
    await expect(orders.connect('primary')).rejects.toThrow();
    const status = await askAndWait({ type: 'Switchover' });
    expect(status.message).toContain('is fenced on purpose');
    const { phase } = await askAndWait({ type: 'Unfence', target: primary });
    expect(phase).toBe('Succeeded');
    await orders.untilHealthy();
    expect(orders.status).toMatchObject({ primary, term });
  });

  test('a forced failover names before what it may lose, and a dry run of it changes nothing', async () => {
    const primary = orders.status.primary ?? '';
    const [lost, left] = others();
    const gone = [primary, lost];
    for (const name of gone) {
      orders.signal(name, 'SIGSTOP');
    }
    try {
      await orders.until(
        'the operator has lost both',
        ({ instances = [] }) =>
          instances.filter(({ state }) => state === 'Unreachable').length ===
          gone.length,
        30,
      );
      const status = await askAndWait({
        type: 'Failover',
        force: true,
        reason: 'a test',
        dryRun: true,
      });
      expect(status.phase).toBe('Succeeded');
      expect(status.plan?.join(' ')).toContain(`Make ${left} writable.`);
      expect(status.plan?.join(' ')).toContain('make sure that it is off');
      expect(status.transactionsAtRisk).toBeDefined();
      expect(orders.status.primary).toBe(primary);
    } finally {
      for (const name of gone) {
        orders.signal(name, 'SIGCONT');
      }
    }
    await orders.untilHealthy();
  });
});
