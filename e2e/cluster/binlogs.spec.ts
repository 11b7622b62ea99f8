import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { volumeOf } from '../chaos/faults/volume';
import { clientProgram, findRootfs } from '../conformance/rootfs';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { kubectl } from './kubectl';
import { Scene } from './Scene';
import { until } from './until';

/** What mysqlbinlog of this machine reads in a file of an instance. */
async function statementsIn(
  { namespace }: DatabaseUnderTest,
  instance: string,
  path: string,
): Promise<string> {
  const encoded = await kubectl(
    ...['exec', '-n', namespace, instance, '-c', 'mysql'],
    ...['--', 'base64', path],
  );
  const { command, before } = clientProgram(findRootfs(), 'mysqlbinlog');
  return execFileSync(command, [...before, '--verbose', '-'], {
    input: Buffer.from(encoded, 'base64'),
    encoding: 'utf8',
  });
}

async function idsOf(connection: Connection): Promise<readonly number[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT id FROM orders.ledger ORDER BY id',
  );
  return rows.map(({ id }) => Number(id));
}

test.describe('Binary logs', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  const names = ['orders-0', 'orders-1', 'orders-2'];
  const primary = () => orders.status.primary ?? '';
  const replica = () => names.filter(name => name !== primary())[1] ?? '';

  test.beforeAll(async () => {
    scene = await Scene.open('binlogs');
    orders = await scene.database();
    await orders.apply({ instances: 3 });
    await orders.untilHealthy(300);
  });
  test.afterAll(() => scene.close());

  test('have what a rebuild destroys, so it is kept aside before', async () => {
    const errant = replica();
    await orders.asOperator(errant, async connection => {
      await connection.query('SET GLOBAL super_read_only=OFF');
      await connection.query('CREATE TABLE orders.errant (v INT)');
      await connection.query('SET GLOBAL super_read_only=ON');
    });
    const incident = await until(
      'it was rebuilt',
      () =>
        orders.status.incidents?.find(
          ({ kind, to }) => kind === 'Rebuild' && to === errant,
        ),
      { seconds: 120 },
    );
    const [, path = ''] =
      /kept on its volume in (\S+);/.exec(incident.evidence.join()) ?? [];
    expect(await statementsIn(orders, errant, path)).toContain(
      'CREATE TABLE orders.errant',
    );
    await orders.untilHealthy(180);
    const left = await orders.asOperator(errant, async connection => {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SHOW TABLES FROM orders LIKE 'errant'",
      );
      return rows;
    });
    expect(left).toEqual([]);
  });
});

test('The last commits of an asynchronous primary that can’t start are read from its volume', async () => {
  const scene = await Scene.open('dead-volume');
  try {
    const orders = await scene.database();
    await orders.apply({ instances: 2, topology: 'Async' });
    await orders.untilHealthy(300);
    const [dead, winner] = ['orders-0', 'orders-1'];
    expect(orders.status.primary).toBe(dead);
    const client = await orders.connect('primary');
    client.on('error', () => undefined);
    await client.query('CREATE TABLE ledger (id INT PRIMARY KEY)');
    await client.query('INSERT INTO ledger VALUES (1)');
    // Nobody starts the receiver again while the cluster is paused.
    await orders.apply({ instances: 2, topology: 'Async', paused: true });
    await delay(3_000);
    await orders.asOperator(winner, connection =>
      connection.query('STOP REPLICA IO_THREAD'),
    );
    const written = Array.from({ length: 50 }, (_, i) => i + 2);
    for (const id of written) {
      await client.query('INSERT INTO ledger VALUES (?)', [id]);
    }
    expect(await orders.asOperator(winner, idsOf)).toEqual([1]);
    // Its data dictionary is gone: no mysqld starts on it again.
    truncateSync(join(volumeOf(orders.mysqld(dead)), 'data/mysql.ibd'), 0);
    orders.signal(dead, 'SIGKILL');
    await orders.apply({ instances: 2, topology: 'Async' });

    await orders.until(
      'the other one leads',
      status => status.primary === winner && status.fence === undefined,
      120,
    );
    expect(await orders.asOperator(winner, idsOf)).toEqual([1, ...written]);
    const [incident] = orders.status.incidents ?? [];
    expect(incident).toMatchObject({ kind: 'Failover', transactionsLost: 0 });
    expect(incident.evidence.join()).toContain(
      `was read from the binary logs on the volume of ${dead}`,
    );
  } finally {
    await scene.close();
  }
});
