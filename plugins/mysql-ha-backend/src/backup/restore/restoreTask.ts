import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import {
  clusterLabels,
  INITIAL_DATA_ANNOTATION,
  InitialDataMark,
  volumeClaimName,
} from '../../resources';
import { DATA_DIR } from '../../resources/paths';
import { AgentTask, StoreOfLocation, jobName } from '../jobs';
import { SCRATCH_DIR } from '../jobs/places';
import { ownerOf } from '../records';
import { initialOf } from './initialRequest';

/** The agent’s own and a mysqld with small buffers, that reads each table once. */
const MEMORY = '1Gi';
const RETRIES = 3;

/** On a volume claim: the uid of the MySQLRestore that fills it. */
export const FILLED_BY_ANNOTATION = 'mysqlha.dev/filled-by';

/** The Job that reads the manifest, and finds what leads to a point in time. */
export function describeTask(
  restore: MySQLRestore,
  store: StoreOfLocation,
  path: string,
  agentImage: string,
): AgentTask {
  const { pointInTime } = restore.spec;
  return {
    namespace: restore.metadata.namespace,
    cluster: restore.spec.target.clusterName,
    name: describeJobName(restore),
    owner: ownerOf(restore),
    settings: {
      ...{ verb: 'describe', path, store: store.settings },
      ...(pointInTime && { pointInTime, scratch: SCRATCH_DIR }),
    },
    store,
    agentImage,
    // What an archive of years holds is read into memory, and one segment onto the disk.
    ...(pointInTime && { scratch: 'node' }),
    memory: pointInTime ? '512Mi' : '256Mi',
    retries: RETRIES,
  };
}

/** The Job that fills the volume of the new cluster’s first instance. */
export function restoreTask(
  restore: MySQLRestore,
  store: StoreOfLocation,
  given: {
    readonly path: string;
    readonly archive: string | undefined;
    readonly cluster: MySQLCluster;
    readonly agentImage: string;
  },
): AgentTask {
  const { path, archive, cluster, agentImage } = given;
  const { pointInTime, databases } = restore.spec;
  return {
    namespace: restore.metadata.namespace,
    cluster: restore.spec.target.clusterName,
    name: restoreJobName(restore),
    owner: ownerOf(restore),
    settings: {
      verb: 'restore',
      path,
      store: store.settings,
      scratch: SCRATCH_DIR,
      databases,
      datadir: DATA_DIR,
      ...(pointInTime &&
        archive !== undefined && { pointInTime: { archive, ...pointInTime } }),
    },
    store,
    agentImage,
    mysqlImage: cluster.spec.image,
    scratch: 'node',
    dataClaim: dataClaimName(restore),
    memory: MEMORY,
    retries: RETRIES,
    placement: cluster.spec.podTemplate,
  };
}

/** The Job that reads the manifest. */
export function describeJobName({ metadata }: MySQLRestore): string {
  return jobName('describe', metadata);
}

/** The Job that fills the volume. */
export function restoreJobName({ metadata }: MySQLRestore): string {
  return jobName('restore', metadata);
}

/** The claim of the volume that is filled: the first instance’s, or beside a cluster that runs one of the restore’s own. */
export function dataClaimName({ metadata, spec }: MySQLRestore): string {
  const { namespace, uid } = metadata;
  const { clusterName: name, inPlace } = spec.target;
  return inPlace
    ? `restored-${name}-${uid.slice(0, 8)}`
    : volumeClaimName({ namespace, name }, 0);
}

/**
 * The claim as the StatefulSet would make it, made before: the engine takes what is older than its cluster for data. It goes
 * with the restore until it is a cluster’s; one that is filled beside a cluster does not bear that one’s label either.
 */
export function dataClaim(
  restore: MySQLRestore,
  cluster: MySQLCluster,
): KubernetesObject {
  const { metadata, spec } = cluster;
  const { size, storageClassName } = spec.storage;
  const { inPlace } = restore.spec.target;
  // The cluster is there, and must not begin with it before it is filled.
  const mark: InitialDataMark | undefined =
    initialOf(restore) === undefined ? undefined : 'Empty';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: dataClaimName(restore),
      namespace: metadata.namespace,
      ownerReferences: [ownerOf(restore)],
      ...(!inPlace && { labels: clusterLabels(metadata) }),
      annotations: {
        [FILLED_BY_ANNOTATION]: restore.metadata.uid,
        ...(mark && { [INITIAL_DATA_ANNOTATION]: mark }),
      },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  };
}
