import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  MysqlHaApi,
  MysqlHaClient,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The client over the portal's own discovery and authenticated `fetch`. */
export function createMysqlHaApi(options: {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}): MysqlHaApi {
  return new MysqlHaClient({
    baseUrl: () => options.discoveryApi.getBaseUrl('mysql-ha'),
    fetch: (url, init) => options.fetchApi.fetch(url, init),
  });
}
