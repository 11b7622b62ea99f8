import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { mysqlHaPlugin } from './plugin';
import { entityContentRouteRef, fleetRouteRef } from './routes';

/**
 * The page with all clusters; mount it as `<Route path="/mysql" element={<MysqlPage />} />`.
 * @public
 */
export const MysqlPage = mysqlHaPlugin.provide(
  createRoutableExtension({
    name: 'MysqlPage',
    component: () => import('./MysqlPage').then(m => m.MysqlPage),
    mountPoint: fleetRouteRef,
  }),
);

/**
 * The tab of an entity; put it into an `EntityLayout.Route`.
 * @public
 */
export const EntityMysqlContent = mysqlHaPlugin.provide(
  createRoutableExtension({
    name: 'EntityMysqlContent',
    component: () =>
      import('./EntityMysqlContent').then(m => m.EntityMysqlContent),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The card on an entity's overview; put it into an `EntitySwitch.Case` with `isMysqlClusterAvailable`.
 * @public
 */
export const EntityMysqlOverviewCard = mysqlHaPlugin.provide(
  createComponentExtension({
    name: 'EntityMysqlOverviewCard',
    component: {
      lazy: () =>
        import('./EntityMysqlOverviewCard').then(
          m => m.EntityMysqlOverviewCard,
        ),
    },
  }),
);
