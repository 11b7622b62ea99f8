import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { contextsWith } from './__testUtils__/contextsWith';
import { fakeApiForTests } from './__testUtils__/fakeApiForTests';
import { createClusterCreateAction } from './clusterCreate';
import { examples } from './clusterCreate.examples';

describe('mysql-ha:cluster:create', () => {
  const { seen, answer, services } = fakeApiForTests();
  const action = createClusterCreateAction(services);
  const context = contextsWith({ name: 'orders', namespace: 'shop' });

  beforeEach(() => {
    answer.mockReturnValue({
      status: 201,
      body: {
        outcome: 'created',
        manifest: 'kind: MySQLCluster',
        warnings: [],
      },
    });
  });

  it.each(examples)(
    'sends what the example asks for: $description',
    async ({ example }) => {
      const { input } = parse(example).steps[0];

      await action.handler(context(input));

      expect(seen).toEqual([
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
    await action.handler(context());
    expect(seen[0].authorization).toBe(
      `Bearer ${mockCredentials.service.token({
        onBehalfOf: mockCredentials.user(),
        targetPluginId: 'mysql-ha',
      })}`,
    );
  });

  it('turns a size into CPU and memory, unless the spec has its own', async () => {
    const own = { limits: { memory: '4Gi' } };
    await action.handler(context({ size: 'medium' }));
    await action.handler(context({ size: 'medium', spec: { resources: own } }));
    expect(seen.map(({ body }) => body)).toEqual([
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
    await action.handler(
      context({
        system: '',
        spec: {
          image: '',
          storage: { size: '2Gi', storageClassName: '' },
          config: {},
        },
      }),
    );
    expect(seen[0].body).toEqual(
      expect.objectContaining({ spec: { storage: { size: '2Gi' } } }),
    );
    expect(seen[0].body).not.toHaveProperty('system');
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
    const ctx = context();
    const info = jest.spyOn(ctx.logger, 'info');
    const warn = jest.spyOn(ctx.logger, 'warn');

    await action.handler(ctx);

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

    await action.handler(ctx);

    expect(seen[0].body).toEqual(expect.objectContaining({ dryRun: true }));
    expect(info).toHaveBeenCalledWith(
      expect.stringContaining('kind: MySQLCluster'),
    );
  });

  it('fails with the API’s own sentence', async () => {
    answer.mockReturnValue({
      status: 409,
      body: { error: { message: 'exists already and differs in instances' } },
    });
    await expect(action.handler(context())).rejects.toThrow(
      'exists already and differs in instances',
    );
  });
});
