import {
  MYSQL_PORT,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  BACKUP_USER,
  instanceHost,
  instanceName,
  instanceOrdinal,
  systemSecretName,
} from '../../resources';
import { AgentWork, StoreOfLocation, jobName } from '../jobs';
import { SCRATCH_DIR } from '../jobs/places';
import { ownerOf } from '../records';
import { archiverMemory } from './archiverMemory';
import { archivePath, backupsFolder } from './archivePath';

/** Where it answers what a moment ends with, beside the supervisors’ 13309 on other pods. */
export const ANSWER_PORT = 13310;

/** What it holds at rest, and a little more. */
const AT_REST = { cpu: '25m', memory: '160Mi' };

/** What the archiver of a cluster is told, and what it needs. */
export function archiverWork(
  cluster: MySQLCluster,
  store: StoreOfLocation,
  agentImage: string,
): AgentWork {
  const { metadata, spec } = cluster;
  const { namespace, name, uid } = metadata;
  return {
    ...{ namespace, store, agentImage },
    name: archiverName(cluster),
    cluster: name,
    owner: ownerOf(cluster),
    settings: {
      verb: 'archive',
      path: archivePath(metadata),
      backups: backupsFolder(metadata),
      scratch: SCRATCH_DIR,
      answers: { port: ANSWER_PORT },
      store: store.settings,
      cluster: { namespace, name, uid },
      instances: ordinalsOf(cluster).map(ordinal => ({
        name: instanceName(metadata, ordinal),
        host: instanceHost(metadata, ordinal),
        port: MYSQL_PORT,
      })),
    },
    login: { secret: systemSecretName(metadata), user: BACKUP_USER },
    // No transaction is larger than the volume whose binary log it is in.
    scratch: { onNode: spec.storage.size },
    memory: archiverMemory(spec),
    atRest: AT_REST,
    placement: spec.podTemplate,
  };
}

/** The name of a cluster’s archiver: another one for its successor of the same name. */
export function archiverName({ metadata }: MySQLCluster): string {
  return jobName('archive', metadata);
}

/** Those that the spec asks for, and those that are on the record until they have left it. */
function ordinalsOf({ metadata, spec, status }: MySQLCluster): number[] {
  const recorded = [status.primary, ...(status.synchronous?.members ?? [])];
  const ordinals = new Set(Array(spec.instances).keys());
  for (const name of recorded) {
    const ordinal = name && instanceOrdinal(metadata, name);
    if (typeof ordinal === 'number') ordinals.add(ordinal);
  }
  return [...ordinals].sort((a, b) => a - b);
}
