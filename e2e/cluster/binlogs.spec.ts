import { execFileSync } from 'node:child_process';
import { statfsSync, truncateSync } from 'node:fs';
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

const MIB = 2 ** 20;
/** Of a row that a writer inserts. */
const ROW = 4 * MIB;

/** How much is free on the volume of an instance. */
function freeOn(volume: string): number {
  const { bavail, bsize } = statfsSync(volume);
  return bavail * bsize;
}

/**
 * Writes so much through the Service, of which only binary logs remain.
 * @param ended - ends it early
 * @returns the least that was free meanwhile on the volumes given
 */
async function write(
  database: DatabaseUnderTest,
  bytes: number,
  volumes: readonly string[],
  ended: () => Promise<boolean> = async () => false,
): Promise<number> {
  let least = Infinity;
  const client = await database.connect('primary');
  try {
    await client.query('CREATE TABLE IF NOT EXISTS filler (v LONGBLOB)');
    for (let written = 0; written < bytes; written += ROW) {
      await client.query(`INSERT INTO filler VALUES (REPEAT('x', ${ROW}))`);
      least = Math.min(least, ...volumes.map(freeOn));
      if (written % (5 * ROW) === 0) {
        await client.query('TRUNCATE TABLE filler');
        if (await ended()) break;
      }
    }
    await client.query('TRUNCATE TABLE filler');
  } finally {
    client.destroy();
  }
  return least;
}

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

test.describe.serial('Binary logs on volumes of 1 GiB', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  const names = ['orders-0', 'orders-1', 'orders-2'];
  const volumes = () => names.map(name => volumeOf(orders.mysqld(name)));
  const primary = () => orders.status.primary ?? '';
  const replica = () => names.filter(name => name !== primary())[1] ?? '';
  const events = () =>
    kubectl('get', 'events', '-n', orders.namespace, '--output', 'yaml');

  test.beforeAll(async () => {
    test.setTimeout(400_000);
    scene = await Scene.open('binlogs');
    orders = await scene.database();
    await orders.apply({ instances: 3 });
    await orders.untilHealthy(300);
  });
  test.afterAll(() => scene.close());

  test('never fill them, however much is written, and cost no replica its place', async () => {
    test.setTimeout(300_000);
    const before = orders.status.instances?.map(i => i.serverUuid);
    const least = await write(orders, 1400 * MIB, volumes());
    test.info().annotations.push({
      type: 'least free',
      description: `${Math.floor(least / MIB)} MiB`,
    });
    expect(least).toBeGreaterThan(64 * MIB);
    await orders.untilHealthy(120);
    expect(orders.status.instances?.map(i => i.serverUuid)).toEqual(before);
    expect(await events()).not.toContain('BinlogsGivenUp');
  });

  test('go before the primary stops, though a frozen replica needs them; it is filled anew', async () => {
    test.setTimeout(400_000);
    const frozen = replica();
    orders.signal(frozen, 'SIGSTOP');
    try {
      const given = async () => (await events()).includes('BinlogsGivenUp');
      const others = names.filter(name => name !== frozen);
      const least = await write(
        orders,
        1400 * MIB,
        others.map(name => volumeOf(orders.mysqld(name))),
        given,
      );
      test.info().annotations.push({
        type: 'least free',
        description: `${Math.floor(least / MIB)} MiB`,
      });
      expect(least).toBeGreaterThan(16 * MIB);
      expect(await events()).toContain(`${frozen} still needed`);
    } finally {
      orders.signal(frozen, 'SIGCONT');
    }
    await orders.until(
      `${frozen} is a member that holds everything`,
      status =>
        status.phase === 'Healthy' &&
        (status.synchronous?.members.includes(frozen) ?? false),
      240,
    );
  });

  test('have what a rebuild destroys, so it is kept aside before', async () => {
    test.setTimeout(300_000);
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
  test.setTimeout(500_000);
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
