import {
  MYSQL_PORT,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { appSecretName, appUserName, primaryHost } from './names';
import { secretMetadata } from './ownedMetadata';
import { keepOrGenerate, RandomBytes } from './passwords';
import { readSecret, Secret, secretData } from './secretData';

/** The application’s login, as the database must know it. */
export interface AppLogin {
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/**
 * The Secret for the application. The password is the one key that a person may change: the new one is taken, and the
 * database follows. The other keys are put back.
 */
export function appSecret(
  cluster: MySQLCluster,
  existing: KubernetesObject | undefined,
  random: RandomBytes,
): Secret {
  const password = keepOrGenerate(readSecret(existing).password, random);
  const username = appUserName(cluster.metadata);
  const host = primaryHost(cluster.metadata);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: secretMetadata(cluster, appSecretName(cluster.metadata)),
    type: 'Opaque',
    data: secretData({
      username,
      password,
      host,
      port: String(MYSQL_PORT),
      database: username,
      uri: `mysql://${username}:${encodeURIComponent(
        password,
      )}@${host}:${MYSQL_PORT}/${username}`,
    }),
  };
}

/**
 * The application’s login, as it stands in the Secret `<name>-app`.
 * @returns undefined when the Secret is missing or has no password
 */
export function appLogin(
  cluster: MySQLCluster,
  secret: KubernetesObject | undefined,
): AppLogin | undefined {
  const { password } = readSecret(secret);
  const username = appUserName(cluster.metadata);
  return password ? { username, password, database: username } : undefined;
}
