import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createMysqlHaApi, mysqlHaApiRef } from '../api';
import {
  catalogEntityRouteRef,
  entityContentRouteRef,
  fleetLinkRouteRef,
  fleetRouteRef,
  templatesRouteRef,
} from './routes';

/**
 * The MySQL plugin for the old frontend system.
 * @public
 */
export const mysqlHaPlugin = createPlugin({
  id: 'mysql-ha',
  apis: [
    createApiFactory({
      api: mysqlHaApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createMysqlHaApi,
    }),
  ],
  routes: { root: fleetRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: {
    fleet: fleetLinkRouteRef,
    templates: templatesRouteRef,
    catalogEntity: catalogEntityRouteRef,
  },
});
