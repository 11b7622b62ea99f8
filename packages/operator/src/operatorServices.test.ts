import { createSpecializedBackend } from '@backstage/backend-app-api';
import { mockServices } from '@backstage/backend-test-utils';
import mysqlHaPlugin from '@mysql-ha/backstage-plugin-mysql-ha-backend';
import { operatorServices } from './operatorServices';

describe('operatorServices', () => {
  it('are all that the plugin asks for', async () => {
    const backend = createSpecializedBackend({
      defaultServiceFactories: operatorServices,
    });
    backend.add(mysqlHaPlugin);
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost:0',
            listen: { host: '127.0.0.1', port: 0 },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          events: { useEventBus: 'never' },
          mysqlHa: { kubeconfig: '/there/is/no/kubeconfig' },
        },
      }),
    );
    backend.add(mockServices.rootLogger.factory());

    await expect(backend.start()).resolves.toBeDefined();
    await backend.stop();
  });
});
