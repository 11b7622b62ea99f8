import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  MysqlHaApi,
  MysqlHaClient,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The services with which an action speaks for the person who started the task. */
export interface InitiatorServices {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** The HTTP API with the rights of the person who started the task, and no others. */
export function initiatorClient(
  { auth, discovery }: InitiatorServices,
  ctx: { getInitiatorCredentials(): Promise<BackstageCredentials> },
): MysqlHaApi {
  return new MysqlHaClient({
    baseUrl: () => discovery.getBaseUrl('mysql-ha'),
    fetch: async (url, init) => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await ctx.getInitiatorCredentials(),
        targetPluginId: 'mysql-ha',
      });
      return fetch(url, {
        ...init,
        headers: { ...init?.headers, Authorization: `Bearer ${token}` },
      });
    },
  });
}
