import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  ClusterKey,
  mysqlHaPermissions,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  ClusterAccess,
  clusterPermissionRules,
  clusterResourceRef,
  ClusterSignals,
  createRouter,
  lookUpCluster,
} from './api';
import { ClusterNotifier } from './notify';
import { createEngine, readPluginOptions, Runtime } from './lifecycle';
import { RealKubernetes } from './kubernetes';

/**
 * The operator for MySQL clusters and its HTTP API.
 * @public
 */
export const mysqlHaPlugin = createBackendPlugin({
  pluginId: 'mysql-ha',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        // It has a default: a portal without notifications works all the same, and nobody is told.
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init({ config, lifecycle, logger, permissionsRegistry, ...deps }) {
        const options = readPluginOptions(config);
        const signals = ClusterSignals.create({ ...deps, logger });
        const listeners: Parameters<typeof Runtime.create>[0]['onChanged'][] = [
          (signal, cluster) => signals.announce(signal, cluster),
        ];
        const runtime = Runtime.create({
          logger,
          connect: () =>
            RealKubernetes.create({
              kubeconfig: options.kubeconfig,
              namespaces: options.namespaces,
              leaseNamespace: options.operator.leaseNamespace,
              identity: options.operator.identity,
              logger,
            }),
          createEngine: kubernetes => createEngine(kubernetes, options, logger),
          onChanged: (signal, cluster) =>
            listeners.forEach(listener => listener(signal, cluster)),
        });
        const notifier = ClusterNotifier.create({
          ...deps,
          logger,
          kubernetes: () => runtime.kubernetes(),
          defaultOwner: options.defaultOwner,
        });
        listeners.push(signal => notifier.look(signal));
        const lookUp = (key: ClusterKey) =>
          lookUpCluster(runtime.kubernetes(), key);
        permissionsRegistry.addResourceType({
          resourceRef: clusterResourceRef,
          permissions: mysqlHaPermissions,
          rules: Object.values(clusterPermissionRules),
          getResources: refs =>
            Promise.all(
              refs.map(ref => {
                const [namespace, name] = ref.split('/');
                return lookUp({ namespace, name });
              }),
            ),
        });
        deps.httpRouter.use(
          createRouter({
            access: ClusterAccess.create({
              ...deps,
              lookUp,
              ruleset:
                permissionsRegistry.getPermissionRuleset(clusterResourceRef),
            }),
            auditor: deps.auditor,
            defaults: options.defaults,
            kubernetes: () => runtime.kubernetes(),
            lagSamples: (...key) => runtime.lagSamples(...key),
            newestTransaction: (...asked) =>
              runtime.newestTransaction(...asked),
          }),
        );
        lifecycle.addStartupHook(() => {
          runtime.start();
          notifier.start();
        });
        lifecycle.addShutdownHook(async () => {
          signals.stop();
          notifier.stop();
          await runtime.stop();
        });
      },
    });
  },
});
