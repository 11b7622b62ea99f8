import { MySQLBackupLocation } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AgentTask, StoreOfLocation, jobName } from '../jobs';
import { ownerOf } from '../records';

/** So many are told by one Job; the next one is made at once while there are more. */
const TOLD_AT_ONCE = 100;

/** A listing of a million objects takes some minutes. */
const DEADLINE_SECONDS = 3_600;

/** The Job that finds the backups of a place. */
export function discoverTask(
  location: MySQLBackupLocation,
  store: StoreOfLocation,
  given: { readonly agentImage: string; readonly known: string },
): AgentTask {
  const { metadata, spec } = location;
  return {
    namespace: metadata.namespace,
    name: discoverJobName(location),
    owner: ownerOf(location),
    settings: {
      verb: 'discover',
      store: store.settings,
      known: given.known,
      most: TOLD_AT_ONCE,
      ...(spec.discover === 'Namespace' && { namespace: metadata.namespace }),
    },
    store,
    agentImage: given.agentImage,
    memory: '256Mi',
    retries: 1,
    deadlineSeconds: DEADLINE_SECONDS,
  };
}

/** Its name. */
export function discoverJobName({ metadata }: MySQLBackupLocation): string {
  return jobName('discover', metadata);
}
