import {
  ClusterSpecInput,
  MySQLCluster,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** For tests: the cluster `shop/orders`, with what a test says of its spec. */
export function testCluster(
  spec: ClusterSpecInput = {},
  name = 'orders',
): MySQLCluster {
  return mysqlClusterSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: {
      name,
      namespace: 'shop',
      uid: 'c1a5e1d0-0000-4000-8000-000000000001',
      resourceVersion: '1',
    },
    spec,
  });
}
