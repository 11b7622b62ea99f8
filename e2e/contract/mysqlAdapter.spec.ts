import { Duplex } from 'node:stream';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { createConnection } from 'mysql2/promise';
import { systemClock } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/clock';
import {
  InstanceAddress,
  Mysql2Adapter,
  MySqlError,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import { credentials, realTrio, type RealTrio } from './realTrio';

/** An address that no machine has (RFC 5737): packets to it vanish. */
const NOWHERE = '192.0.2.1';

let real: RealTrio;

test.beforeAll(async () => {
  real = await realTrio();
});

test.afterAll(async () => {
  await real?.remove();
});

/** An adapter that reaches the primary by this way; the port-forward is a stream that isn't a socket. */
function adapterBy(connection: 'auto' | 'direct' | 'portForward') {
  const [primary] = real.servers;
  const forwards: string[] = [];
  const adapter = new Mysql2Adapter({
    clock: systemClock,
    connection,
    kubernetes: {
      portForward: async (_, pod) => {
        forwards.push(pod);
        const socket = connect({ host: '127.0.0.1', port: primary.port });
        return Duplex.from({ readable: socket, writable: socket });
      },
    },
  });
  const address: InstanceAddress = {
    namespace: 'shop',
    pod: primary.name,
    podIp: connection === 'direct' ? '127.0.0.1' : NOWHERE,
    port: primary.port,
  };
  return { adapter, address, forwards };
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('it succeeded'),
    thrown => thrown,
  );
  expect(error).toBeInstanceOf(MySqlError);
  return `${error.message} ${JSON.stringify(error)}`;
}

test('reads and commands through a stream that is no socket', async () => {
  const { adapter, address } = adapterBy('portForward');
  const instance = adapter.instance(address, credentials);
  const { serverUuid } = await instance.facts();
  expect(serverUuid).toBe((await real.trio.primary.mysql.facts()).serverUuid);
  await instance.takeCommand();
  await instance.setVariable('max_connections', '61');
  await adapter.close();
});

test('finds out by itself that the pod network is out of reach', async () => {
  const { adapter, address, forwards } = adapterBy('auto');
  await adapter.instance(address, credentials).facts();
  await adapter.instance(address, credentials).facts();
  expect(forwards).toHaveLength(2);
  await adapter.close();
});

test('reads all facts again and again', async () => {
  const { mysql } = real.trio.primary;
  await mysql.facts();
  const times: number[] = [];
  for (let probe = 0; probe < 200; probe += 1) {
    const began = performance.now();
    await mysql.facts();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const [p50, p95] = [times[100], times[190]].map(ms => ms?.toFixed(1));
  test.info().annotations.push({
    type: 'facts()',
    description: `p50 ${p50} ms, p95 ${p95} ms`,
  });
  console.log(`facts(): p50 ${p50} ms, p95 ${p95} ms`);
});

test('never says a password', async () => {
  const { adapter, address } = adapterBy('direct');
  const wrong = { user: 'mysqlha_operator', password: 'wrong-secret' };
  const denied = adapter.instance(address, { ...credentials, operator: wrong });
  const said = await messageOf(denied.facts());
  expect(said).toContain('Access denied');
  expect(said).not.toContain('wrong-secret');

  const { mysql } = real.trio.replicas[0];
  await mysql.takeCommand();
  const tooLong = await messageOf(
    mysql.followSource(
      {
        host: '127.0.0.1',
        port: 3306,
        user: 'repl',
        // Replication allows 32 characters, and MySQL's error quotes what is longer.
        password: 'long-secret'.repeat(20),
      },
      { acknowledge: true },
    ),
  );
  expect(tooLong).not.toContain('long-secret');
  await mysql.followSource(real.trio.primary.address, { acknowledge: true });
  await adapter.close();
});

test('gives the app its own databases and those that begin with its name, and no other', async () => {
  const { mysql } = real.trio.primary;
  const [primary] = real.servers;
  await mysql.takeCommand();
  const app = { username: 'shop', password: 'a\'b\\c`d"e', database: 'shop' };
  await mysql.ensureAppUser(app);
  const client = await createConnection({
    host: '127.0.0.1',
    port: primary.port,
    user: app.username,
    password: app.password,
    ssl: { rejectUnauthorized: false },
  });
  await client.query('CREATE TABLE shop.t (id INT PRIMARY KEY)');
  await client.query('CREATE DATABASE shop_test');
  for (const refused of [
    'CREATE DATABASE shopping',
    'CREATE DATABASE other',
    'SELECT * FROM mysqlha.term',
    'SET GLOBAL max_connections = 10',
    "CREATE USER 'mine'@'%' IDENTIFIED BY 'x'",
  ]) {
    await expect(client.query(refused), refused).rejects.toThrow(/denied/i);
  }
  await client.end();
});

test('quotes names and values that try to be more', async () => {
  const { mysql } = real.trio.primary;
  await mysql.takeCommand();
  const said = await messageOf(
    mysql.setVariable('max_connections = 5, GLOBAL max_connections', '7'),
  );
  expect(said).toContain('Unknown system variable');
  const { max_connections: before } = await mysql.variables([
    'max_connections',
  ]);
  expect(Number(before)).toBeGreaterThan(10);
});

test('stops a receiver at once, also one that is connecting to a frozen source', async () => {
  const { primary, replicas } = real.trio;
  const [connected, connecting] = replicas;
  await Promise.all(replicas.map(({ mysql }) => mysql.takeCommand()));
  await primary.freeze();
  try {
    const timeOf = async (stop: () => Promise<void>) => {
      const began = performance.now();
      await stop();
      return performance.now() - began;
    };
    const fromOn = await timeOf(() => connected.mysql.stopReceiving());
    await real.trio.eventually('it gave up the connection', async () => {
      const { replica } = await connecting.mysql.facts();
      return replica?.receiver === 'CONNECTING';
    });
    const fromConnecting = await timeOf(() => connecting.mysql.stopReceiving());
    console.log(
      `stopReceiving(): ${Math.round(fromOn)} ms connected, ${Math.round(
        fromConnecting,
      )} ms connecting`,
    );
    expect(Math.max(fromOn, fromConnecting)).toBeLessThan(10_000);
  } finally {
    await primary.thaw();
  }
});
