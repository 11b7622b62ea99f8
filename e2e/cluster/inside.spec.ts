import { expect, test } from '@playwright/test';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { signalMysqld } from './mysqldProcess';
import { OperatorDeployment } from './OperatorDeployment';
import { Namespaces } from '../stand';
import { until } from './until';

// The operator's image goes straight to the nodes of the embedded Kubernetes; elsewhere it would need a registry.
test.skip(!process.env.LOCAL_CLUSTER, 'not on an embedded Kubernetes');

test.describe
  .serial('Operators inside the cluster, installed by the chart', () => {
  let namespaces: Namespaces;
  let operators: OperatorDeployment;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    test.setTimeout(420_000);
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
    signalMysqld(orders.namespace, before, 'SIGKILL');
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
    expect(Date.now() - killedAt).toBeLessThan(7_000);
    const primary = orders.status.primary ?? '';
    signalMysqld(orders.namespace, primary, 'SIGKILL');
    await orders.until('another leads', s => s.primary !== primary, 20);
    await orders.untilHealthy();
    const after = await orders.pods();
    for (const [name, pod] of before) expect(after.get(name)).toEqual(pod);
  });
});
