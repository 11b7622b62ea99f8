import { expect, test } from '@playwright/test';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';

const MIB = 1024 ** 2;

test.describe.serial('What applications may do', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('workloads');
    orders = await scene.database();
    await orders.apply({
      instances: 3,
      storage: { size: '2Gi', storageClassName: 'local-dynamic' },
      failover: { minSecondsBetween: 0 },
      deletionPolicy: 'Delete',
    });
    await orders.untilHealthy(180);
  });
  test.afterAll(() => scene.close());

  /** A connection through the primary’s Service that does not end the test when its server is killed. */
  async function client(): Promise<Connection> {
    const connection = await until(
      'the primary’s Service answers',
      () => orders.connect('primary').catch(() => undefined),
      { seconds: 30 },
    );
    connection.on('error', () => undefined);
    return connection;
  }

  async function rows(
    connection: Connection,
    sql: string,
  ): Promise<RowDataPacket[]> {
    const [found] = await connection.query<RowDataPacket[]>(sql);
    return found;
  }

  /** Kills mysqld of the primary, and waits until another one leads. */
  async function failOver(): Promise<void> {
    const { primary = '', term = 0 } = orders.status;
    orders.signal(primary, 'SIGKILL');
    await orders.until('a new term', s => (s.term ?? 0) > term, 60);
  }

  /** Waits until each instance gives the same answer. */
  async function everywhere(sql: string, answer: object): Promise<void> {
    for (const { name } of orders.status.instances ?? []) {
      let last: unknown;
      await until(
        `${name} answers ${JSON.stringify(answer)}`,
        async () => {
          [last] = await orders
            .asOperator(name, connection => rows(connection, sql))
            .catch((error: Error) => [error.message]);
          return JSON.stringify(last) === JSON.stringify(answer);
        },
        {
          seconds: 120,
          describe: () =>
            `last: ${JSON.stringify(last)}\n${JSON.stringify(orders.status)}`,
        },
      );
    }
  }

  for (const [level, seen] of [
    ['READ UNCOMMITTED', [1, 2, 2]],
    ['READ COMMITTED', [1, 1, 2]],
    ['REPEATABLE READ', [1, 1, 1]],
  ] as const) {
    test(`isolation level ${level} shows what it should`, async () => {
      const [one, other] = await Promise.all([client(), client()]);
      await other.query('CREATE TABLE seen (v INT)');
      await other.query('INSERT INTO seen VALUES (1)');
      await one.query(`SET TRANSACTION ISOLATION LEVEL ${level}`);
      await one.query('START TRANSACTION');
      const look = async () => (await rows(one, 'SELECT v FROM seen'))[0].v;
      const found = [await look()];
      await other.query('START TRANSACTION');
      await other.query('UPDATE seen SET v = 2');
      found.push(await look());
      await other.query('COMMIT');
      found.push(await look());
      await one.query('COMMIT');
      await other.query('DROP TABLE seen');
      one.destroy();
      other.destroy();
      expect(found).toEqual(seen);
    });
  }

  test('isolation level SERIALIZABLE keeps a writer out of what was read', async () => {
    const [one, other] = await Promise.all([client(), client()]);
    await other.query('CREATE TABLE seen (v INT PRIMARY KEY)');
    await other.query('INSERT INTO seen VALUES (1)');
    await one.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
    await one.query('START TRANSACTION');
    await rows(one, 'SELECT v FROM seen');
    await other.query('SET SESSION innodb_lock_wait_timeout = 1');
    await expect(other.query('UPDATE seen SET v = 2')).rejects.toThrow(
      /lock wait timeout/i,
    );
    await one.query('COMMIT');
    await other.query('DROP TABLE seen');
    one.destroy();
    other.destroy();
  });

  test('a transaction of more than 100 MiB is on every instance', async () => {
    const connection = await client();
    await connection.query(
      'CREATE TABLE heavy (id INT PRIMARY KEY, v LONGBLOB)',
    );
    await connection.query('START TRANSACTION');
    for (let id = 0; id < 15; id++) {
      await connection.query(
        `INSERT INTO heavy SELECT ${id}, RANDOM_BYTES(1024) FROM DUAL`,
      );
      // Text that is made on the server: the row alone must be big, not the statement.
      await connection.query(
        `UPDATE heavy SET v = REPEAT(v, ${8 * 1024}) WHERE id = ${id}`,
      );
    }
    await connection.query('COMMIT');
    const [sum] = await rows(
      connection,
      'SELECT COUNT(*) AS n, SUM(LENGTH(v)) AS bytes, BIT_XOR(CRC32(v)) AS crc FROM heavy',
    );
    expect(Number(sum.bytes)).toBeGreaterThan(100 * MIB);
    const { database } = await orders.login();
    await everywhere(
      `SELECT COUNT(*) AS n, SUM(LENGTH(v)) AS bytes, BIT_XOR(CRC32(v)) AS crc FROM ${database}.heavy`,
      sum,
    );
    await connection.query('DROP TABLE heavy');
    connection.destroy();
    await orders.untilHealthy(60);
  });

  test('a temporary table lives in a transaction, and dies with its session', async () => {
    const connection = await client();
    await connection.query('CREATE TABLE kept (v INT)');
    await connection.query('START TRANSACTION');
    await connection.query('CREATE TEMPORARY TABLE brief (v INT)');
    await connection.query('INSERT INTO brief VALUES (7)');
    await connection.query('INSERT INTO kept SELECT v FROM brief');
    await connection.query('DROP TEMPORARY TABLE brief');
    await connection.query('COMMIT');
    const { database } = await orders.login();
    await everywhere(`SELECT v FROM ${database}.kept`, { v: 7 });
    await connection.query('DROP TABLE kept');
    connection.destroy();
  });

  test('a prepared XA transaction outlives a failover, and commits at the new primary', async () => {
    const connection = await client();
    await connection.query('CREATE TABLE xa (v INT PRIMARY KEY)');
    await connection.query("XA START 'one'");
    await connection.query('INSERT INTO xa VALUES (1)');
    await connection.query("XA END 'one'");
    await connection.query("XA PREPARE 'one'");
    await failOver();
    connection.destroy();
    const next = await client();
    await next.query("XA COMMIT 'one'");
    const { database } = await orders.login();
    await everywhere(`SELECT v FROM ${database}.xa`, { v: 1 });
    next.destroy();
    await orders.untilHealthy(120);
  });

  test('a change of a table that is cut off by a failover is there whole or not at all', async () => {
    const connection = await client();
    await connection.query(
      'CREATE TABLE wide (id INT AUTO_INCREMENT PRIMARY KEY, v CHAR(200))',
    );
    await connection.query('INSERT INTO wide (v) VALUES (UUID())');
    for (let doubling = 0; doubling < 15; doubling++) {
      await connection.query('INSERT INTO wide (v) SELECT UUID() FROM wide');
    }
    const change = connection
      .query(
        'ALTER TABLE wide ADD COLUMN added INT NOT NULL DEFAULT 5, FORCE, ALGORITHM=COPY',
      )
      .then(
        () => 'done' as const,
        () => 'unknown' as const,
      );
    await until(
      'the change is under way',
      async () => {
        const other = await client();
        const [row] = await rows(
          other,
          "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE info LIKE 'ALTER TABLE wide%'",
        );
        other.destroy();
        return Number(row.n) > 0;
      },
      { seconds: 10 },
    ).catch(() => undefined);
    await failOver();
    const told = await change;
    connection.destroy();
    await orders.untilHealthy(120);
    const next = await client();
    const [column] = await rows(
      next,
      "SELECT COUNT(*) AS n FROM information_schema.columns WHERE table_name = 'wide' AND column_name = 'added'",
    );
    if (told === 'done') expect(Number(column.n)).toBe(1);
    const { database } = await orders.login();
    const sql = `SELECT COUNT(*) AS n, COUNT(DISTINCT v) AS different FROM ${database}.wide`;
    const [count] = await rows(next, sql);
    expect(Number(count.n)).toBe(2 ** 15);
    await everywhere(sql, count);
    next.destroy();
  });
});
