import { createApiRef } from '@backstage/frontend-plugin-api';
import type { MysqlHaApi } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * The HTTP API of the MySQL plugin. Both frontend systems share this reference.
 * @public
 */
export const mysqlHaApiRef = createApiRef<MysqlHaApi>().with({
  id: 'plugin.mysql-ha.client',
  pluginId: 'mysql-ha',
});
