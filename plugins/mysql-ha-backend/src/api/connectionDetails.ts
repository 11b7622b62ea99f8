import {
  ConnectionDetails,
  ClusterKey,
  MYSQL_PORT,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  appSecretName,
  appUserName,
  NamesDatabase,
  primaryHost,
  replicasHost,
} from '../resources';

/** Where to connect and as whom. The password stays in the Secret that is named here. */
export function connectionDetails(
  cluster: ClusterKey & NamesDatabase,
): ConnectionDetails {
  return {
    host: primaryHost(cluster),
    replicasHost: replicasHost(cluster),
    port: MYSQL_PORT,
    database: appUserName(cluster),
    username: appUserName(cluster),
    secretName: appSecretName(cluster),
  };
}
