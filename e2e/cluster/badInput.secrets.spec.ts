import { expect, test } from '@playwright/test';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';

/** Kubelet brings a changed Secret into a running pod within its sync period and its cache's. */
const KUBELET_SECONDS = 150;

test.describe.serial('Passwords that somebody meddles with', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;
  let pods: Awaited<ReturnType<DatabaseUnderTest['pods']>>;

  test.beforeAll(async () => {
    scene = await Scene.open('secrets');
    orders = await scene.database();
    await orders.apply({
      instances: 2,
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
    });
    await orders.untilHealthy(180);
    pods = await orders.pods();
  });
  test.afterAll(() => scene.close());
  test.afterEach(async () => {
    await orders.untilHealthy(60);
    expect(await orders.pods()).toEqual(pods);
    expect(scene.firstOperator.isActing).toBe(true);
  });

  const secret = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: orders.namespace,
    name,
  });
  const edit = (name: string, key: string, text: string) =>
    scene.kubernetes.mergePatch(secret(name), {
      data: { [key]: Buffer.from(text).toString('base64') },
    });
  const current = () => orders.status.primary ?? '';

  async function untilItWorks(what: string, password?: string): Promise<void> {
    const client = await until<Connection>(
      what,
      async () => {
        if (password && (await orders.login()).password !== password) {
          return false;
        }
        return orders.connect('primary').catch(() => false);
      },
      { seconds: 60 },
    );
    await client.query('CREATE TABLE IF NOT EXISTS proof (id INT)');
    await client.query('INSERT INTO proof VALUES (1)');
    await client.end();
  }

  test('an edited password of the application is taken over', async () => {
    await edit('orders-app', 'password', "it's a new/one");
    await untilItWorks('the new password works', "it's a new/one");
    await until(
      'the URI follows',
      async () =>
        (await orders.login()).uri.includes(encodeURIComponent('new/one')),
      { seconds: 20 },
    );
  });

  test('another key of the application’s Secret is put back', async () => {
    await edit('orders-app', 'host', 'elsewhere');
    await until(
      'the host is right again',
      async () =>
        (await orders.login()).host ===
        `orders-primary.${orders.namespace}.svc`,
      { seconds: 20 },
    );
  });

  test('a deleted Secret of the application comes back and works', async () => {
    await scene.kubernetes.delete(secret('orders-app'));
    await until(
      'it is back',
      async () => (await orders.login()).password !== '',
      { seconds: 20 },
    );
    await untilItWorks('its password works');
  });

  test('the application’s password, changed by hand, becomes again what the Secret says', async () => {
    await orders.asOperator(current(), connection =>
      connection.query("ALTER USER 'orders'@'%' IDENTIFIED BY 'by hand'"),
    );
    await expect(orders.connect('primary')).rejects.toThrow(/denied/);
    await untilItWorks('the Secret’s password works');
  });

  test('a deleted Secret of the system users comes back as it was', async () => {
    const before = await orders.secretData('orders-system');
    await scene.kubernetes.delete(secret('orders-system'));
    await until(
      'it is back',
      async () =>
        'operator-password' in (await orders.secretData('orders-system')),
      { seconds: 20 },
    );
    expect(await orders.secretData('orders-system')).toEqual(before);
  });

  test('the operator’s password, changed by hand, is repaired through the supervisor', async () => {
    await orders.asOperator(current(), async connection => {
      await connection.query(
        "ALTER USER 'mysqlha_operator'@'%' IDENTIFIED BY 'by hand'",
      );
      const [sessions] = await connection.query<RowDataPacket[]>(
        "SELECT PROCESSLIST_ID AS id FROM performance_schema.threads WHERE PROCESSLIST_USER = 'mysqlha_operator' AND PROCESSLIST_ID <> CONNECTION_ID()",
      );
      for (const { id } of sessions) {
        await connection.query(`KILL ${Number(id)}`).catch(() => undefined);
      }
    });
    await until(
      'the operator can log in again',
      () => orders.asOperator(current(), async () => true).catch(() => false),
      { seconds: 60 },
    );
  });

  test('an edited password of a system user is taken over as soon as the pods have it', async () => {
    await edit(
      'orders-system',
      'operator-password',
      'a-new-password-of-the-operator',
    );
    await until(
      'the new password works on each instance',
      async () => {
        for (const name of pods.keys()) {
          const works = await orders
            .asOperator(name, async () => true)
            .catch(() => false);
          if (!works) return false;
        }
        return true;
      },
      {
        seconds: KUBELET_SECONDS,
        describe: () => JSON.stringify(orders.status),
      },
    );
    await untilItWorks('the application still works');
  });
});
