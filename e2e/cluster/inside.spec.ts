import { expect, test } from '@playwright/test';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { OperatorDeployment } from './OperatorDeployment';
import { Namespaces } from '../stand';
import { supportArchive } from './supportArchive';
import { until } from './until';

// The operator's image goes straight to the nodes of the embedded Kubernetes; elsewhere it would need a registry.
test.skip(!process.env.LOCAL_CLUSTER, 'not on an embedded Kubernetes');

test.describe
  .serial('Operators inside the cluster, installed by the chart', () => {
  let namespaces: Namespaces;
  let operators: OperatorDeployment;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    namespaces = await Namespaces.open('inside');
    orders = await namespaces.database('orders');
    operators = await OperatorDeployment.install(namespaces.kubernetes, [
      orders.namespace,
    ]);
  });
  test.afterAll(async () => {
    await namespaces?.close();
    await operators?.remove();
  });

  test('make a cluster, with no right but those of the chart, and reach mysqld directly by themselves', async () => {
    await orders.apply({ instances: 3, failover: { minSecondsBetween: 0 } });
    await orders.untilHealthy(180);
    const operator = await operators.operatorOf(orders);
    const log = operators.log(operator ?? '');
    expect(log).toContain('reached directly at the addresses of their pods');
    expect(log).not.toContain('reached through the API server');
    expect(log).not.toContain('forbidden');
  });

  test('replace a killed primary', async () => {
    const before = orders.status.primary ?? '';
    orders.signal(before, 'SIGKILL');
    await orders.until('another leads', s => s.primary !== before, 20);
    await orders.untilHealthy();
  });

  test('go on without a killed one within seconds, and restart no MySQL', async () => {
    const before = await orders.pods();
    const operator = await operators.operatorOf(orders);
    await operators.kill(operator ?? '');
    const killedAt = Date.now();
    await until(
      'another operator looks after the cluster',
      async () => {
        const now = await operators.operatorOf(orders);
        return now !== undefined && now !== operator;
      },
      { seconds: 15 },
    );
    console.log(`another operator after ${Date.now() - killedAt} ms`);
    const primary = orders.status.primary ?? '';
    orders.signal(primary, 'SIGKILL');
    await orders.until('another leads', s => s.primary !== primary, 20);
    await orders.untilHealthy();
    const after = await orders.pods();
    for (const [name, pod] of before) expect(after.get(name)).toEqual(pod);
  });

  test('can be understood when they are gone, by an archive that holds no password', async () => {
    await operators.remove();
    const files = supportArchive(orders);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'README.txt',
        'cluster.json',
        'events.txt',
        'examination.json',
        'leases.json',
        'logs/orders-0.log',
        'objects/secrets.json',
      ]),
    );
    expect(files.get('examination.json')).toContain('"snapshot"');
    const harmless = ['username', 'host', 'port', 'database'];
    for (const secret of ['orders-app', 'orders-system']) {
      const values = Object.entries(await orders.secretData(secret)).filter(
        ([key]) => !harmless.includes(key),
      );
      expect(values.length).toBeGreaterThan(1);
      for (const [, value] of values) {
        const clear = Buffer.from(value, 'base64').toString();
        for (const content of files.values()) {
          expect(content).not.toContain(clear);
          expect(content).not.toContain(value);
        }
      }
    }
  });
});
