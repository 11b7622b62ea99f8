import {
  ConnectionDetails,
  ClusterKey,
  MYSQL_PORT,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where to connect and as whom. The password stays in the Secret that is named here. */
export function connectionDetails({
  namespace,
  name,
}: ClusterKey): ConnectionDetails {
  // An account and a schema may be called like the cluster, but a hyphen would need quoting everywhere.
  const account = name.replaceAll('-', '_');
  return {
    host: `${name}-primary.${namespace}.svc`,
    replicasHost: `${name}-replicas.${namespace}.svc`,
    port: MYSQL_PORT,
    database: account,
    username: account,
    secretName: `${name}-app`,
  };
}
