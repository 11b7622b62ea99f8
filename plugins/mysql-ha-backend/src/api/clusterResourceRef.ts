import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  MySQLCluster,
  RESOURCE_TYPE_CLUSTER,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A rule as a test on a cluster: clusters are filtered in memory, where the watch keeps them. @public */
export type ClusterFilter = (cluster: MySQLCluster) => boolean;

/** What the permissions of mysql-ha decide about. */
export const clusterResourceRef = createPermissionResourceRef<
  MySQLCluster,
  ClusterFilter
>().with({ pluginId: 'mysql-ha', resourceType: RESOURCE_TYPE_CLUSTER });
