import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import {
  API_GROUP_VERSION,
  mysqlOperationSchema,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

/** Kubelets bring a changed Secret twice within a rotation, each time within their sync period and their cache's. */
const ROTATION_SECONDS = 400;

type Login = Awaited<ReturnType<DatabaseUnderTest['login']>>;

/** Logs in anew all the time, as pods that start do, and remembers each refusal. */
class Visitor {
  readonly refusals: string[] = [];
  visits = 0;
  private running = true;
  private readonly done: Promise<void>;

  constructor(
    private readonly host: string,
    private readonly login: () => Promise<Login>,
  ) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const { username, password, database } = await this.login();
      try {
        const connection = await createConnection({
          host: this.host,
          user: username,
          password,
          database,
          connectTimeout: 10_000,
          ssl: { rejectUnauthorized: false },
        });
        await connection.query('SELECT 1');
        connection.destroy();
        this.visits += 1;
      } catch (error) {
        this.refusals.push(String(error));
      }
      await delay(100);
    }
  }
}

test.describe.serial('New passwords on a cluster of three', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('passwords');
    orders = await scene.database();
    await orders.apply({ instances: 3 });
    await orders.untilHealthy(300);
  });
  test.afterAll(() => scene.close());

  test('nobody is refused or cut off meanwhile, with the old ones or the new, and the engine’s old ones are gone', async ({
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  }, info) => {
    const old = await orders.login();
    const oldSystem = await orders.secretData('orders-system');
    const host = await orders.serviceIp('primary');
    const standing = await orders.connect('primary');
    const [session] = await sessionOf(standing);
    const writer = await Writer.start(orders);
    const visitors = [
      new Visitor(host, async () => old),
      new Visitor(host, () => orders.login()),
    ];

    const name = `rotate-${randomBytes(4).toString('hex')}`;
    const key = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLOperation',
      namespace: orders.namespace,
      name,
    };
    await orders.kubernetes.create({
      apiVersion: key.apiVersion,
      kind: key.kind,
      metadata: { name, namespace: key.namespace },
      spec: { clusterName: 'orders', type: 'RotatePasswords' },
    });
    let last: OperationStatus = {};
    await until(
      'the rotation has ended',
      async () => {
        last = mysqlOperationSchema.parse(
          await orders.kubernetes.read(key),
        ).status;
        return last.completedAt !== undefined;
      },
      {
        seconds: ROTATION_SECONDS,
        describe: () => JSON.stringify(last, null, 1),
      },
    );
    info.annotations.push({
      type: 'rotation',
      description: JSON.stringify(last.steps),
    });
    expect(last).toMatchObject({ phase: 'Succeeded' });

    for (const visitor of visitors) {
      await visitor.stop();
      expect(visitor.refusals).toEqual([]);
      expect(visitor.visits).toBeGreaterThan(10);
    }
    expect((await orders.login()).password).not.toBe(old.password);
    expect(await sessionOf(standing)).toEqual([session]);
    await standing.end();
    expect(orders.status.term).toBe(1);

    await orders.untilHealthy();
    await writer.stop();
    await writer.expectNothingLost();
    const newSystem = await orders.secretData('orders-system');
    for (const purpose of ['operator', 'heartbeat', 'replication', 'clone']) {
      const key_ = `${purpose}-password`;
      expect(newSystem[key_]).not.toBe(oldSystem[key_]);
      for (const instance of ['orders-0', 'orders-1', 'orders-2']) {
        const user = `mysqlha_${purpose}`;
        expect(await takes(instance, user, newSystem[key_])).toBe(true);
        await until(
          `${instance} refuses the old password of ${user}`,
          async () => !(await takes(instance, user, oldSystem[key_])),
          { seconds: 30 },
        );
      }
    }
  });

  test('receivers have theirs, and the application’s old one ends when a person says so', async () => {
    const { password } = await orders.login();
    // Who receives with a password that no longer holds is refused at its next connection.
    for (const instance of ['orders-0', 'orders-1', 'orders-2']) {
      if (instance === orders.status.primary) continue;
      await orders.asOperator(instance, async connection => {
        await connection.query('STOP REPLICA IO_THREAD');
        await connection.query('START REPLICA IO_THREAD');
      });
    }
    await orders.untilHealthy();
    await orders.kubernetes.mergePatch(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: orders.namespace,
        name: 'orders-system',
      },
      {
        data: {
          'app-old-password-until': Buffer.from('now').toString('base64'),
        },
      },
    );
    await until(
      'nothing is promised any more',
      async () =>
        (await orders.secretData('orders-system'))['app-old-password-until'] ===
        undefined,
      { seconds: 60 },
    );
    expect((await orders.login()).password).toBe(password);
    await (await orders.connect('primary')).end();
  });

  async function takes(
    instance: string,
    user: string,
    password: string,
  ): Promise<boolean> {
    try {
      const connection = await createConnection({
        host: orders.addressOf(instance),
        user,
        password: Buffer.from(password, 'base64').toString(),
        connectTimeout: 10_000,
        ssl: { rejectUnauthorized: false },
      });
      connection.destroy();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
      return false;
    }
  }
});

/** Which server and which session a connection leads to. */
async function sessionOf(
  connection: Awaited<ReturnType<DatabaseUnderTest['connect']>>,
) {
  const [rows] = await connection.query(
    'SELECT @@server_uuid AS server, CONNECTION_ID() AS id',
  );
  return JSON.parse(JSON.stringify(rows));
}
