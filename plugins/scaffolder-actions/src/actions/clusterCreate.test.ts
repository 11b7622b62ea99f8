import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createClusterCreateAction } from './clusterCreate';
import { examples } from './clusterCreate.examples';
import { startFakeApi } from './fakeApi';

describe('mysql-ha:cluster:create', () => {
  const answer = jest.fn();
  let api: Awaited<ReturnType<typeof startFakeApi>>;

  beforeEach(async () => {
    answer.mockReturnValue({
      status: 201,
      body: {
        outcome: 'created',
        manifest: 'kind: MySQLCluster',
        warnings: [],
      },
    });
    api = await startFakeApi(answer);
  });
  afterEach(() => api.close());

  function action() {
    return createClusterCreateAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => api.url,
      }),
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
    'sends what the example asks for: $description',
    async ({ example }) => {
      const { input } = parse(example).steps[0];

      await action().handler(context(input));

      expect(api.seen).toEqual([
        expect.objectContaining({
          method: 'POST',
          path: '/v1/clusters',
          body: expect.objectContaining({
            name: input.name,
            namespace: input.namespace,
            spec: expect.objectContaining(input.spec),
            dryRun: false,
          }),
        }),
      ]);
    },
  );

  it('acts with the rights of the person who started the task', async () => {
    await action().handler(context({}));
    expect(api.seen[0].authorization).toBe(
      `Bearer ${mockCredentials.service.token({
        onBehalfOf: mockCredentials.user(),
        targetPluginId: 'mysql-ha',
      })}`,
    );
  });

  it('turns a size into CPU and memory, unless the spec has its own', async () => {
    const own = { limits: { memory: '4Gi' } };
    await action().handler(context({ size: 'medium' }));
    await action().handler(
      context({ size: 'medium', spec: { resources: own } }),
    );
    expect(api.seen.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        spec: {
          resources: {
            requests: { cpu: '1', memory: '2Gi' },
            limits: { memory: '2Gi' },
          },
        },
      }),
      expect.objectContaining({ spec: { resources: own } }),
    ]);
  });

  it('leaves out what a form left blank', async () => {
    await action().handler(
      context({
        system: '',
        spec: {
          image: '',
          storage: { size: '2Gi', storageClassName: '' },
          config: {},
        },
      }),
    );
    expect(api.seen[0].body).toEqual(
      expect.objectContaining({ spec: { storage: { size: '2Gi' } } }),
    );
    expect(api.seen[0].body).not.toHaveProperty('system');
  });

  it('says what it found, what to mind, and hands on where the cluster is', async () => {
    answer.mockReturnValue({
      status: 200,
      body: {
        outcome: 'unchanged',
        manifest: 'x: 1',
        warnings: ['Mind this.'],
      },
    });
    const ctx = context({});
    const info = jest.spyOn(ctx.logger, 'info');
    const warn = jest.spyOn(ctx.logger, 'warn');

    await action().handler(ctx);

    expect(info).toHaveBeenCalledWith(
      'MySQL cluster shop/orders exists already as wanted',
    );
    expect(warn).toHaveBeenCalledWith('Mind this.');
    expect(ctx.output).toHaveBeenCalledWith('outcome', 'unchanged');
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:shop/orders',
    );
    expect(ctx.output).toHaveBeenCalledWith('host', 'orders-primary.shop.svc');
    expect(ctx.output).toHaveBeenCalledWith('secretName', 'orders-app');
  });

  it('creates nothing in a dry run and shows the manifest', async () => {
    answer.mockReturnValue({
      status: 200,
      body: { outcome: 'valid', manifest: 'kind: MySQLCluster', warnings: [] },
    });
    const ctx = context({}, { isDryRun: true });
    const info = jest.spyOn(ctx.logger, 'info');

    await action().handler(ctx);

    expect(api.seen[0].body).toEqual(expect.objectContaining({ dryRun: true }));
    expect(info).toHaveBeenCalledWith(
      expect.stringContaining('kind: MySQLCluster'),
    );
  });

  it('fails with the API’s own sentence', async () => {
    answer.mockReturnValue({
      status: 409,
      body: { error: { message: 'exists already and differs in instances' } },
    });
    await expect(action().handler(context({}))).rejects.toThrow(
      'exists already and differs in instances',
    );
  });
});
