import { mockServices } from '@backstage/backend-test-utils';
import {
  ClusterView,
  clusterViewSchema,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ClusterEntityProvider } from './ClusterEntityProvider';

function view(fields: Partial<ClusterView> = {}): ClusterView {
  return clusterViewSchema.parse({
    name: 'orders',
    namespace: 'shop',
    deleting: false,
    generation: 1,
    spec: {},
    status: {},
    ...fields,
  });
}

async function setUp() {
  const api = { listClusters: jest.fn(), getCluster: jest.fn() };
  const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
  const logger = mockServices.logger.mock();
  const provider = ClusterEntityProvider.create({
    api,
    entities: {
      defaultOwner: 'group:default/platform',
      portalUrl: 'https://portal',
    },
    logger,
  });
  await provider.connect(connection);
  return { api, connection, logger, provider };
}

describe('ClusterEntityProvider', () => {
  it('makes an entity of each cluster, with owner, system, description and tags', async () => {
    const { api, connection, provider } = await setUp();
    api.listClusters.mockResolvedValue([
      view({
        owner: 'group:default/shop-team',
        system: 'system:default/shop',
        description: 'What was ordered',
      }),
    ]);

    await provider.refreshAll();

    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [
        {
          locationKey: 'mysql-ha-clusters',
          entity: expect.objectContaining({
            kind: 'Resource',
            metadata: expect.objectContaining({
              name: 'orders',
              namespace: 'shop',
              description: 'What was ordered',
              annotations: expect.objectContaining({
                'mysqlha.dev/cluster': 'shop/orders',
              }),
              tags: ['mysql', 'semi-sync'],
              links: [
                {
                  url: 'https://portal/mysql/shop/orders',
                  title: 'State and connection',
                },
                {
                  url: 'https://portal/mysql',
                  title: 'All MySQL clusters',
                },
              ],
            }),
            spec: {
              type: 'mysql-cluster',
              lifecycle: 'production',
              owner: 'group:default/shop-team',
              system: 'system:default/shop',
            },
          }),
        },
      ],
    });
  });

  it('gives a cluster without an owner to the configured one', async () => {
    const { api, connection, provider } = await setUp();
    api.listClusters.mockResolvedValue([view()]);

    await provider.refreshAll();

    const [{ entities }] = connection.applyMutation.mock.calls[0];
    expect(entities[0].entity.spec.owner).toBe('group:default/platform');
  });

  it('removes nothing while Kubernetes is away, and says so once', async () => {
    const { api, connection, logger, provider } = await setUp();
    api.listClusters.mockRejectedValue(
      new MysqlHaApiError(503, 'Kubernetes can’t be reached'),
    );

    await provider.refreshAll();
    await provider.refreshAll();

    expect(connection.applyMutation).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Kubernetes can’t be reached'),
    );
  });

  it('adds one cluster as soon as it is announced', async () => {
    const { api, connection, provider } = await setUp();
    api.getCluster.mockResolvedValue(view());

    await provider.refreshOne({ namespace: 'shop', name: 'orders' });

    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [expect.objectContaining({ locationKey: 'mysql-ha-clusters' })],
      removed: [],
    });
  });

  it('removes one cluster as soon as it is gone', async () => {
    const { api, connection, provider } = await setUp();
    api.getCluster.mockRejectedValue(new MysqlHaApiError(404, 'gone'));

    await provider.refreshOne({ namespace: 'shop', name: 'orders' });

    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [],
      removed: [
        {
          entityRef: 'resource:shop/orders',
          locationKey: 'mysql-ha-clusters',
        },
      ],
    });
  });
});
