import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { discoveryServiceFactory } from '@backstage/backend-defaults/discovery';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { loggerServiceFactory } from '@backstage/backend-defaults/logger';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';
import { rootHealthServiceFactory } from '@backstage/backend-defaults/rootHealth';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { operatorHttpRouterFactory } from './operatorHttpRouter';
import { operatorLoggerFactory } from './operatorLogger';

/**
 * What the plugin asks of a backend. `createBackend` would bring schedulers, caches and readers of every
 * cloud store as well, and three times the memory.
 */
export const operatorServices = [
  auditorServiceFactory,
  authServiceFactory,
  databaseServiceFactory,
  discoveryServiceFactory,
  eventsServiceFactory,
  httpAuthServiceFactory,
  httpRouterServiceFactory,
  lifecycleServiceFactory,
  loggerServiceFactory,
  operatorHttpRouterFactory,
  operatorLoggerFactory,
  permissionsRegistryServiceFactory,
  permissionsServiceFactory,
  rootConfigServiceFactory,
  rootHealthServiceFactory,
  rootLifecycleServiceFactory,
];
