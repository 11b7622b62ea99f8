import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { SystemCredentials } from '../mysql';
import { bootstrapSql, SystemPasswords } from './bootstrapSql';
import { systemSecretName } from './names';
import { secretMetadata } from './ownedMetadata';
import { keepOrGenerateSystem, RandomBytes } from './passwords';
import { rotationKeys } from './passwordRotation';
import { readSecret, Secret, secretData } from './secretData';
import {
  CLONE_USER,
  HEARTBEAT_USER,
  OPERATOR_USER,
  REPLICATION_USER,
} from './systemUsers';

/** The keys of the Secret that are mounted beside mysqld; the passwords themselves are not. */
export const SUPERVISOR_KEYS = ['bootstrap.sql', 'supervisor-token'] as const;

/** The Secret with the engine’s logins: what is there stays, what is missing is made. */
export function systemSecret(
  cluster: MySQLCluster,
  existing: KubernetesObject | undefined,
  random: RandomBytes,
): Secret {
  const found = readSecret(existing);
  const keep = (key: string) => keepOrGenerateSystem(found[key], random);
  const passwords = {
    operator: keep('operator-password'),
    heartbeat: keep('heartbeat-password'),
    replication: keep('replication-password'),
    clone: keep('clone-password'),
    backup: keep('backup-password'),
  };
  const rotation = rotationKeys(existing, password =>
    keepOrGenerateSystem(password, random),
  );
  const next = nextOf(rotation);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: secretMetadata(cluster, systemSecretName(cluster.metadata)),
    type: 'Opaque',
    data: secretData({
      'operator-password': passwords.operator,
      'heartbeat-password': passwords.heartbeat,
      'replication-password': passwords.replication,
      'clone-password': passwords.clone,
      'backup-password': passwords.backup,
      'supervisor-token': keep('supervisor-token'),
      'bootstrap.sql': bootstrapSql(cluster.metadata, passwords, next),
      ...rotation,
    }),
  };
}

/** The next passwords, while they are offered. */
function nextOf(
  keys: Readonly<Record<string, string | undefined>>,
): SystemPasswords | undefined {
  const operator = keys['next-operator-password'];
  const heartbeat = keys['next-heartbeat-password'];
  const replication = keys['next-replication-password'];
  const clone = keys['next-clone-password'];
  const backup = keys['next-backup-password'];
  return operator && heartbeat && replication && clone && backup
    ? { operator, heartbeat, replication, clone, backup }
    : undefined;
}

/**
 * The engine’s logins, as they stand in the Secret `<name>-system`.
 * @returns undefined when the Secret is missing or lacks one
 */
export function systemCredentials(
  secret: KubernetesObject | undefined,
): SystemCredentials | undefined {
  const found = readSecret(secret);
  const operator = found['operator-password'];
  const heartbeat = found['heartbeat-password'];
  const replication = found['replication-password'];
  const clone = found['clone-password'];
  const supervisorToken = found['supervisor-token'];
  if (!operator || !heartbeat || !replication || !clone || !supervisorToken) {
    return undefined;
  }
  return {
    operator: { user: OPERATOR_USER, password: operator },
    heartbeat: { user: HEARTBEAT_USER, password: heartbeat },
    replication: { user: REPLICATION_USER, password: replication },
    clone: { user: CLONE_USER, password: clone },
    supervisorToken,
    nextReplication: found['next-replication-password'],
  };
}
