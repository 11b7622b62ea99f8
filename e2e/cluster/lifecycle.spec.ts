import { expect, test } from '@playwright/test';
import { RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

test.describe.serial('A semi-synchronous cluster of three', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;
  // Two faults in a row are these tests' business, and no flapping.
  const spec = { instances: 3, failover: { minSecondsBetween: 0 } };

  test.beforeAll(async () => {
    scene = await Scene.open('lifecycle');
    orders = await scene.database();
  });
  test.afterAll(() => scene.close());

  test('becomes healthy on three nodes, under Pod Security restricted', async () => {
    await orders.apply(spec);
    const status = await orders.untilHealthy();
    expect(status).toMatchObject({
      primary: 'orders-0',
      term: 1,
      ready: '3/3',
      synchronous: {
        members: ['orders-0', 'orders-1', 'orders-2'],
        waitFor: 1,
      },
      endpoints: {
        primary: `orders-primary.${orders.namespace}.svc:3306`,
        replicas: `orders-replicas.${orders.namespace}.svc:3306`,
      },
    });
    const nodes = [...(await orders.pods()).values()].map(pod => pod.node);
    expect(new Set(nodes).size).toBe(3);
    const ids = status.instances?.map(i => i.serverId);
    expect(new Set(ids).size).toBe(3);
  });

  test('takes writes at one Service and shows them at the other', async () => {
    const writer = await orders.connect('primary');
    await writer.query(
      'CREATE TABLE greeting (id INT PRIMARY KEY, text VARCHAR(40))',
    );
    await writer.query("INSERT INTO greeting VALUES (1, 'hello')");
    const reader = await orders.connect('replicas');
    await until(
      'the row is on a replica',
      async () => {
        const [rows] = await reader
          .query<RowDataPacket[]>(
            'SELECT text, @@hostname AS host FROM greeting',
          )
          .catch(() => [[]]);
        return rows[0]?.text === 'hello' && rows[0];
      },
      { seconds: 5 },
    ).then(row => expect(row.host).not.toBe('orders-0'));
    const [[cipher]] = await writer.query<RowDataPacket[]>(
      "SHOW STATUS LIKE 'Ssl_cipher'",
    );
    expect(cipher.Value).not.toBe('');
    await Promise.all([writer.end(), reader.end()]);
  });

  test('gives the application its databases and nothing global', async () => {
    const client = await orders.connect('primary');
    await client.query('CREATE DATABASE orders_test');
    await expect(client.query('CREATE DATABASE billing')).rejects.toThrow(
      /denied/i,
    );
    await expect(client.query('SET GLOBAL read_only = 0')).rejects.toThrow(
      /denied/i,
    );
    const [grants] = await client.query<RowDataPacket[]>('SHOW GRANTS');
    const text = JSON.stringify(grants);
    expect(text).toContain('GRANT USAGE ON *.*');
    expect(text).not.toContain('ALL PRIVILEGES ON *.*');
    await client.end();
  });

  test('keeps passwords out of pods, of the cluster and of the operator’s log', async () => {
    const { password } = await orders.login();
    const system = await orders.secretData('orders-system');
    const secrets = [
      password,
      ...['operator', 'replication', 'clone', 'heartbeat'].map(user =>
        Buffer.from(system[`${user}-password`], 'base64').toString(),
      ),
    ];
    const pods = await orders.kubernetes.list({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: orders.namespace,
    });
    const shown =
      JSON.stringify([pods, orders.cluster]) + scene.firstOperator.output();
    for (const secret of secrets) expect(shown).not.toContain(secret);
  });

  test('runs scheduled events, and notes which of them are enabled', async () => {
    const client = await orders.connect('primary');
    await client.query(
      'CREATE TABLE tick (id INT AUTO_INCREMENT PRIMARY KEY, server VARCHAR(60))',
    );
    await client.query(
      'CREATE EVENT ticks ON SCHEDULE EVERY 1 SECOND DO INSERT INTO tick (server) VALUES (@@hostname)',
    );
    await client.query(
      "CREATE EVENT off ON SCHEDULE EVERY 1 SECOND DISABLE DO INSERT INTO tick (server) VALUES ('off')",
    );
    await client.end();
    await until('it ticks, and that is noted', async () => noted(), {
      seconds: 20,
    });
  });

  /** Whether the primary runs them, and each is on the record as it is. */
  async function noted(): Promise<boolean> {
    const { primary = '' } = orders.status;
    return orders.asOperator(primary, async operator => {
      const [[row]] = await operator.query<RowDataPacket[]>(
        `SELECT (SELECT COUNT(*) FROM orders.tick WHERE server = @@hostname) AS ticks,
           (SELECT COUNT(*) FROM mysqlha.events, information_schema.EVENTS e,
              JSON_TABLE(events, '$[*]' COLUMNS (name TEXT PATH '$.name', enabled BOOL PATH '$.enabled')) r
            WHERE r.name = e.EVENT_NAME AND r.enabled = (e.STATUS = 'ENABLED')) AS noted`,
      );
      return row.ticks > 1 && row.noted === 2;
    });
  }

  test('replaces a killed primary and loses no acknowledged commit', async () => {
    const writer = await Writer.start(orders);
    await until('it writes', () => writer.acknowledged.length > 20, {
      seconds: 20,
    });
    const before = orders.status.primary ?? '';
    orders.signal(before, 'SIGKILL');
    const status = await orders.until(
      'another leads',
      s => s.primary !== before,
      20,
    );
    const written = writer.acknowledged.length;
    await until(
      'it writes again',
      () => writer.acknowledged.length > written + 20,
      { seconds: 20 },
    );
    await orders.untilHealthy();
    await writer.stop();
    expect(status.term).toBe(2);
    expect(orders.status.incidents?.[0]).toMatchObject({
      kind: 'Failover',
      from: before,
      to: status.primary,
    });
    await writer.expectNothingLost();
  });

  test('lets scheduled events go on there, as their owner left them', async () => {
    const { primary = '' } = orders.status;
    await until('it ticks there, and that is noted', async () => noted(), {
      seconds: 30,
    });
    const eventsOn = (instance: string) =>
      orders.asOperator(instance, async operator => {
        const [rows] = await operator.query<RowDataPacket[]>(
          'SELECT EVENT_NAME AS name, STATUS AS status, DEFINER AS definer FROM information_schema.EVENTS ORDER BY 1',
        );
        return rows.map(e => `${e.name} ${e.status} ${e.definer}`);
      });
    expect(await eventsOn(primary)).toEqual([
      'off DISABLED orders@%',
      'ticks ENABLED orders@%',
    ]);
    const replicas = (orders.status.instances ?? []).filter(
      ({ name }) => name !== primary,
    );
    for (const { name } of replicas) {
      await until(
        `${name} runs none`,
        async () =>
          (await eventsOn(name)).every(e => e.includes('SIDE_DISABLED')),
        { seconds: 20 },
      );
    }
    const client = await orders.connect('primary');
    const [servers] = await client.query<RowDataPacket[]>(
      'SELECT server, MIN(id) AS first, MAX(id) AS last FROM tick GROUP BY server ORDER BY 2',
    );
    await client.query('DROP EVENT ticks');
    await client.query('DROP EVENT off');
    await client.end();
    // One after the other, and what was off stayed off.
    expect(servers.map(({ server }) => server)).toEqual(['orders-0', primary]);
    expect(servers[1].first).toBeGreaterThan(servers[0].last);
  });

  test('survives its primary’s pod being deleted', async () => {
    const writer = await Writer.start(orders);
    const before = orders.status.primary ?? '';
    await orders.kubernetes.delete({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: orders.namespace,
      name: before,
    });
    await orders.until('another leads', s => s.primary !== before, 30);
    const written = writer.acknowledged.length;
    await until(
      'it writes again',
      () => writer.acknowledged.length > written + 20,
      { seconds: 20 },
    );
    await orders.untilHealthy();
    await writer.stop();
    const client = await orders.connect('primary');
    expect(await writer.missingFrom(client)).toEqual([]);
    await client.end();
  });

  test('goes on without a restart when its operator is killed, and another one acts within seconds', async () => {
    const before = await orders.pods();
    const primary = orders.status.primary ?? '';
    const successor = await scene.operator();
    await scene.firstOperator.kill();
    // A primary that dies while nobody looks after it comes back and leads on, before anyone could have replaced it.
    await until('the successor has all clusters', () => successor.actsAlone, {
      seconds: 10,
    });
    orders.signal(primary, 'SIGKILL');
    await orders.until('another leads', s => s.primary !== primary, 30);
    await orders.untilHealthy();
    const after = await orders.pods();
    for (const [name, pod] of before) expect(after.get(name)).toEqual(pod);
  });

  test('closes a replica that somebody made writable', async () => {
    const replica =
      ['orders-0', 'orders-1', 'orders-2'].find(
        n => n !== orders.status.primary,
      ) ?? '';
    await orders.asOperator(replica, connection =>
      connection.query('SET GLOBAL super_read_only = OFF, read_only = OFF'),
    );
    await until(
      'it is read-only again',
      // Whoever is logging in while it is closed is cut off.
      () =>
        orders
          .asOperator(replica, async connection => {
            const [[row]] = await connection.query<RowDataPacket[]>(
              'SELECT @@super_read_only AS closed',
            );
            return row.closed === 1;
          })
          .catch(() => false as const),
      { seconds: 15 },
    );
    await orders.untilHealthy();
  });

  test('goes whole when it is deleted, and keeps its volumes', async () => {
    await orders.delete();
    await until(
      'no pod is left',
      async () => (await orders.pods()).size === 0,
      { seconds: 60 },
    );
    const claims = await orders.kubernetes.list({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: orders.namespace,
    });
    expect(claims).toHaveLength(3);
  });

  test('comes back with its data and its passwords under the same name', async () => {
    await orders.apply(spec);
    await orders.untilHealthy();
    const client = await orders.connect('primary');
    const [rows] = await client.query<RowDataPacket[]>(
      'SELECT text FROM greeting',
    );
    expect(rows).toEqual([{ text: 'hello' }]);
    await client.end();
  });
});
