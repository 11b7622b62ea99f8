import { MySQLBackupLocation } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AgentTask, StoreOfLocation, jobName } from '../jobs';
import { ownerOf } from '../records';

/** What an archiver holds of the listing of an archive, and its program. */
const MEMORY = '448Mi';
/** To list, and to delete, a million objects. */
const DEADLINE_SECONDS = 4 * 3_600;

/** The Job that looks through the archives of a namespace that nobody goes on with. @param given - `kept`: all others’ paths */
export function retireTask(
  location: MySQLBackupLocation,
  store: StoreOfLocation,
  given: { readonly agentImage: string; readonly kept: readonly string[] },
): AgentTask {
  const { metadata } = location;
  return {
    namespace: metadata.namespace,
    name: jobName('retire', metadata),
    owner: ownerOf(location),
    settings: {
      verb: 'retire',
      store: store.settings,
      namespace: metadata.namespace,
      kept: [...given.kept],
    },
    store,
    agentImage: given.agentImage,
    memory: MEMORY,
    retries: 1,
    deadlineSeconds: DEADLINE_SECONDS,
  };
}
