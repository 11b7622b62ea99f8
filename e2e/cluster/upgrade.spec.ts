import { expect, test } from '@playwright/test';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Scene } from './Scene';
import { until } from './until';
import { Writer } from './Writer';

const older = process.env.MYSQL_OLDER_IMAGE;

test.describe.serial('A cluster on an older MySQL', () => {
  test.skip(!older, 'only with MYSQL_OLDER_IMAGE, which the nodes must have');
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('upgrade');
    orders = await scene.database();
  });
  test.afterAll(() => scene.close());

  const versions = () =>
    (orders.status.instances ?? []).map(({ version = '' }) =>
      version.replace(/^(\d+\.\d+).*/, '$1'),
    );

  test('is upgraded under writes, replicas first, and loses nothing', async () => {
    await orders.apply({ instances: 3, image: older });
    await orders.untilHealthy();
    const primary = orders.status.primary;
    const [before] = versions();
    const writer = await Writer.start(orders);

    await orders.apply({ instances: 3, image: 'mysql:9.7' });
    await orders.until(
      'all instances run the newer MySQL',
      ({ phase }) =>
        phase === 'Healthy' && versions().every(version => version === '9.7'),
      240,
    );
    await writer.stop();

    expect(before).not.toBe('9.7');
    expect(orders.status.primary).not.toBe(primary);
    expect(orders.status.incidents?.map(({ kind }) => kind)).toEqual([
      'Switchover',
    ]);
    const client = await orders.connect('primary');
    expect(await writer.missingFrom(client)).toEqual([]);
    await client.end();
    await until(
      'the replicas have caught up',
      async () => {
        const reader = await orders.connect('replicas');
        const missing = await writer.missingFrom(reader);
        await reader.end();
        return missing.length === 0;
      },
      { seconds: 60 },
    );
  });
});
