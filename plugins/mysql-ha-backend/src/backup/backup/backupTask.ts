import {
  MYSQL_PORT,
  MySQLBackup,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ownerOf } from '../records';
import {
  BACKUP_USER,
  databaseOf,
  instanceHost,
  instanceOrdinal,
  systemSecretName,
} from '../../resources';
import { AgentTask, StoreOfLocation, jobName } from '../jobs';
import { SCRATCH_DIR, TMP_DIR } from '../jobs/places';

/**
 * Most memory of the agent. Physical: 190 MB of its own and a mysqld with the smallest buffers, which holds 360 MB and, as
 * the recipient of a CLONE, 100 MB more; Logical: its own and mysqldump’s, which has one row of 1 GiB at the most.
 */
const MEMORY = {
  Physical: '1Gi',
  Logical: '768Mi',
  XtraBackup: '1Gi',
} as const;

/** With Kubernetes’ growing pauses a store may be gone for a minute. */
const RETRIES = 3;

/** The Job that makes a backup, from this instance to this path. */
export function backupTask(
  backup: MySQLBackup,
  cluster: MySQLCluster,
  store: StoreOfLocation,
  given: {
    readonly instance: string;
    readonly path: string;
    readonly agentImage: string;
  },
): AgentTask {
  const { metadata, spec } = backup;
  const { instance, path, agentImage } = given;
  const physical = spec.method === 'Physical';
  const ordinal = instanceOrdinal(cluster.metadata, instance) ?? 0;
  return {
    namespace: metadata.namespace,
    name: backupJobName(backup),
    cluster: spec.clusterName,
    owner: ownerOf(backup),
    settings: {
      verb: 'backup',
      id: metadata.uid,
      path,
      scratch: physical ? SCRATCH_DIR : TMP_DIR,
      store: store.settings,
      cluster: {
        namespace: metadata.namespace,
        name: cluster.metadata.name,
        databaseOf: databaseOf(cluster.metadata),
      },
      clusterSpec: { ...cluster.spec },
      method: spec.method,
      databases: spec.databases,
      source: {
        name: instance,
        host: instanceHost(cluster.metadata, ordinal),
        port: MYSQL_PORT,
      },
    },
    store,
    agentImage,
    mysqlImage: cluster.spec.image,
    login: {
      secret: systemSecretName(cluster.metadata),
      user: BACKUP_USER,
    },
    // As much as the source has: its data fit into it, whatever of it they fill.
    ...(physical && { scratch: cluster.spec.storage }),
    memory: MEMORY[spec.method],
    retries: RETRIES,
    placement: cluster.spec.podTemplate,
  };
}

/** The Job that makes a backup. */
export function backupJobName({ metadata }: MySQLBackup): string {
  return jobName('backup', metadata);
}

/** The Job that removes what is in the store of a backup. */
export function removalTask(
  backup: MySQLBackup,
  store: StoreOfLocation,
  given: {
    readonly path: string;
    readonly agentImage: string;
    /** Only what never became a backup. */
    readonly onlyLitter: boolean;
  },
): AgentTask {
  const { metadata, spec } = backup;
  return {
    namespace: metadata.namespace,
    cluster: spec.clusterName,
    name: jobName(given.onlyLitter ? 'sweep' : 'remove', metadata),
    owner: ownerOf(backup),
    settings: {
      verb: 'remove',
      path: given.path,
      store: store.settings,
      ...(given.onlyLitter && { unlessFinished: metadata.uid }),
    },
    store,
    agentImage: given.agentImage,
    memory: '256Mi',
    retries: RETRIES,
  };
}
