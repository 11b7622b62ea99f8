import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createBackupScheduleCreateAction } from './actions/backupScheduleCreate';
import { createClusterCreateAction } from './actions/clusterCreate';
import { createClusterWaitAction } from './actions/clusterWait';
import { createRestoreAction } from './actions/restore';

/**
 * Adds `mysql-ha:cluster:create`, `mysql-ha:cluster:wait`, `mysql-ha:backup-schedule:create` and `mysql-ha:restore` to the
 * scaffolder.
 * @public
 */
export const scaffolderModuleMysqlHa = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'mysql-ha',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, ...services }) {
        actions.addActions(
          createClusterCreateAction(services),
          createClusterWaitAction(services),
          createBackupScheduleCreateAction(services),
          createRestoreAction(services),
        );
      },
    });
  },
});
