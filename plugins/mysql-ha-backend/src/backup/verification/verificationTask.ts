import {
  MySQLBackup,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AgentTask, StoreOfLocation, jobName } from '../jobs';
import { SCRATCH_DIR } from '../jobs/places';
import { ownerOf } from '../records';

/** The agent’s own and a mysqld with small buffers, that reads each table once; as for a restore. */
const MEMORY = '1Gi';
/** What is wrong with a backup is so the second time, too; a node may only have been lost. */
const RETRIES = 1;
/** One that no node can take, or that gets nowhere, is given up at last. */
const DEADLINE_SECONDS = 86_400;

/** The Job that restores a backup into a throw-away instance: its volume goes with its pod, and only a socket leads to it. */
export function verificationTask(
  backup: MySQLBackup,
  cluster: MySQLCluster,
  store: StoreOfLocation,
  given: { readonly path: string; readonly agentImage: string },
): AgentTask {
  const { metadata, spec } = backup;
  return {
    namespace: metadata.namespace,
    name: verificationJobName(backup),
    cluster: spec.clusterName,
    owner: ownerOf(backup),
    settings: {
      verb: 'verify',
      path: given.path,
      scratch: SCRATCH_DIR,
      store: store.settings,
    },
    store,
    agentImage: given.agentImage,
    mysqlImage: cluster.spec.image,
    // As much as the cluster has: its data fit into it.
    scratch: cluster.spec.storage,
    memory: MEMORY,
    retries: RETRIES,
    deadlineSeconds: DEADLINE_SECONDS,
    placement: cluster.spec.podTemplate,
    awayFromPrimary: true,
  };
}

/** Its name. */
export function verificationJobName({ metadata }: MySQLBackup): string {
  return jobName('verify', metadata);
}
