import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  CLUSTERS_TOPIC,
  clusterSignalSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ClusterEntityProvider } from './ClusterEntityProvider';
import { createServiceClient } from './createServiceClient';
import { UsedClusterProcessor } from './UsedClusterProcessor';

/**
 * Keeps a `Resource` entity of type `mysql-cluster` for each MySQL cluster.
 * @public
 */
export const catalogModuleMysqlHa = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'mysql-ha',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, events, logger, scheduler, ...deps }) {
        const provider = ClusterEntityProvider.create({
          api: createServiceClient(deps),
          entities: {
            defaultOwner:
              config.getOptionalString('mysqlHa.catalog.defaultOwner') ??
              'group:default/guests',
            portalUrl: config
              .getOptionalString('app.baseUrl')
              ?.replace(/\/$/, ''),
          },
          logger,
        });
        catalog.addEntityProvider(provider);
        catalog.addProcessor(new UsedClusterProcessor());
        await scheduler.scheduleTask({
          id: 'mysql-ha-clusters-refresh',
          frequency: { seconds: 60 },
          timeout: { seconds: 50 },
          // The MySQL plugin of the same process needs a moment to connect to Kubernetes.
          initialDelay: { seconds: 3 },
          // Every process, also right after its start: a global task would wait for its turn of the last run.
          scope: 'local',
          fn: () => provider.refreshAll(),
        });
        await events.subscribe({
          id: 'mysql-ha-clusters',
          topics: [CLUSTERS_TOPIC],
          onEvent: async ({ eventPayload }) => {
            const signal = clusterSignalSchema.safeParse(eventPayload);
            if (signal.success) await provider.refreshOne(signal.data);
          },
        });
      },
    });
  },
});
