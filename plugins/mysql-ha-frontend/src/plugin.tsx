import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { CLUSTER_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RiDatabase2Line } from '@remixicon/react';
import { createMysqlHaApi, mysqlHaApiRef } from './api';
import {
  catalogEntityRouteRef,
  fleetRouteRef,
  templatesRouteRef,
} from './routes';

/** An entity that is a cluster or uses one; an app may set another predicate in its configuration. */
const hasCluster = {
  [`metadata.annotations.${CLUSTER_ANNOTATION}`]: { $exists: true },
} as const;

const api = ApiBlueprint.make({
  params: define =>
    define({
      api: mysqlHaApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createMysqlHaApi,
    }),
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/mysql',
    title: 'MySQL',
    icon: <RiDatabase2Line />,
    routeRef: fleetRouteRef,
    loader: async () => {
      const [{ MysqlRouter }, { RoutedPaths }] = await Promise.all([
        import('./fleet'),
        import('./RoutedPaths'),
      ]);
      return (
        <RoutedPaths>
          <MysqlRouter />
        </RoutedPaths>
      );
    },
  },
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'content',
    filter: hasCluster,
    loader: async () => {
      const [{ EntityMysqlOverviewCard }, { RoutedPaths }] = await Promise.all([
        import('./entity'),
        import('./RoutedPaths'),
      ]);
      return (
        <RoutedPaths>
          <EntityMysqlOverviewCard />
        </RoutedPaths>
      );
    },
  },
});

const content = EntityContentBlueprint.make({
  params: {
    path: '/mysql',
    title: 'MySQL',
    icon: <RiDatabase2Line />,
    filter: hasCluster,
    loader: async () => {
      const [{ EntityMysqlContent }, { RoutedPaths }] = await Promise.all([
        import('./entity'),
        import('./RoutedPaths'),
      ]);
      return (
        <RoutedPaths>
          <EntityMysqlContent />
        </RoutedPaths>
      );
    },
  },
});

/**
 * The MySQL plugin for the new frontend system.
 * @public
 */
export const mysqlHaPlugin = createFrontendPlugin({
  pluginId: 'mysql-ha',
  title: 'MySQL',
  icon: <RiDatabase2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: fleetRouteRef },
  externalRoutes: {
    templates: templatesRouteRef,
    catalogEntity: catalogEntityRouteRef,
  },
  extensions: [api, fleetPage, overviewCard, content],
});
