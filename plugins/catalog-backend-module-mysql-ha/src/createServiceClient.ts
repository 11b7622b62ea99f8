import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { MysqlHaClient } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The HTTP API of the MySQL plugin, asked in this plugin's own name: it sees all clusters. */
export function createServiceClient(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): MysqlHaClient {
  const { auth, discovery } = options;
  return new MysqlHaClient({
    baseUrl: () => discovery.getBaseUrl('mysql-ha'),
    fetch: async (url, init) => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'mysql-ha',
      });
      return fetch(url, {
        ...init,
        headers: { ...init?.headers, Authorization: `Bearer ${token}` },
      });
    },
  });
}
