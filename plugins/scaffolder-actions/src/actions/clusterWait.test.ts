import { parse } from 'yaml';
import { contextsWith } from './__testUtils__/contextsWith';
import { fakeApiForTests } from './__testUtils__/fakeApiForTests';
import { createClusterWaitAction } from './clusterWait';
import { examples } from './clusterWait.examples';

const healthy = {
  name: 'orders',
  namespace: 'shop',
  deleting: false,
  generation: 1,
  spec: {},
  status: { phase: 'Healthy', primary: 'orders-0', observedGeneration: 1 },
};

describe('mysql-ha:cluster:wait', () => {
  const { seen, answer, services } = fakeApiForTests();
  const context = contextsWith({ name: 'orders', namespace: 'shop' });
  const action = (now: () => number = () => 0) =>
    createClusterWaitAction({ ...services, sleep: async () => {}, now });

  beforeEach(() => {
    answer.mockReturnValue({ status: 200, body: healthy });
  });

  it.each(examples)(
    'waits as the example says: $description',
    async ({ example }) => {
      const ctx = context(parse(example).steps[0].input);
      await action().handler(ctx);
      expect(seen[0].path).toBe('/v1/clusters/shop/orders');
      expect(ctx.output).toHaveBeenCalledWith('phase', 'Healthy');
      expect(ctx.output).toHaveBeenCalledWith('primary', 'orders-0');
    },
  );

  it('gives up after the time that it was given', async () => {
    answer.mockReturnValue({
      status: 200,
      body: { ...healthy, status: { phase: 'Creating', message: 'Cloning.' } },
    });
    let ms = 0;
    const clock = () => {
      ms += 1_000;
      return ms;
    };
    await expect(
      action(clock).handler(context({ timeoutSeconds: 5 })),
    ).rejects.toThrow('not healthy after 5 s: Cloning.');
  });

  it('asks nothing in a dry run', async () => {
    await action().handler(context({}, { isDryRun: true }));
    expect(seen).toEqual([]);
  });
});
