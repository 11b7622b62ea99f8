import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createClusterWaitAction } from './clusterWait';
import { examples } from './clusterWait.examples';
import { startFakeApi } from './fakeApi';

const healthy = {
  name: 'orders',
  namespace: 'shop',
  deleting: false,
  generation: 1,
  spec: {},
  status: { phase: 'Healthy', primary: 'orders-0', observedGeneration: 1 },
};

describe('mysql-ha:cluster:wait', () => {
  const answer = jest.fn();
  let api: Awaited<ReturnType<typeof startFakeApi>>;

  beforeEach(async () => {
    answer.mockReturnValue({ status: 200, body: healthy });
    api = await startFakeApi(answer);
  });
  afterEach(() => api.close());

  function action(now: () => number = () => 0) {
    return createClusterWaitAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => api.url,
      }),
      sleep: async () => {},
      now,
    });
  }

  function context(input: object, options: { isDryRun?: boolean } = {}) {
    const ctx = createMockActionContext({
      input: { name: 'orders', namespace: 'shop', ...input },
      getInitiatorCredentials: async () => mockCredentials.user(),
    });
    // The mock's own options know no dry run.
    return { ...ctx, ...options };
  }

  it.each(examples)(
    'waits as the example says: $description',
    async ({ example }) => {
      const ctx = context(parse(example).steps[0].input);
      await action().handler(ctx);
      expect(api.seen[0].path).toBe('/v1/clusters/shop/orders');
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
    expect(api.seen).toEqual([]);
  });
});
