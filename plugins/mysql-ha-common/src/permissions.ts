import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of the permissions below; the resource is named `<namespace>/<name>`. @public */
export const RESOURCE_TYPE_CLUSTER = 'mysql-ha-cluster';

/** See clusters, their instances, lag and events. @public */
export const clusterReadPermission = createPermission({
  name: 'mysql-ha.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** Create a cluster. @public */
export const clusterCreatePermission = createPermission({
  name: 'mysql-ha.cluster.create',
  attributes: { action: 'create' },
});

/** Change a cluster: scale, configure, pause, hibernate. @public */
export const clusterOperatePermission = createPermission({
  name: 'mysql-ha.cluster.operate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** Delete a cluster. @public */
export const clusterDeletePermission = createPermission({
  name: 'mysql-ha.cluster.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** See how to connect: host, user and the name of the Secret. The password is never shown. @public */
export const clusterCredentialsPermission = createPermission({
  name: 'mysql-ha.cluster.credentials',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** All permissions of the plugin. @public */
export const mysqlHaPermissions = [
  clusterReadPermission,
  clusterCreatePermission,
  clusterOperatePermission,
  clusterDeletePermission,
  clusterCredentialsPermission,
];
