import {
  AGENT_LABEL,
  API_GROUP_VERSION,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ObjectKey, WatchedKind } from './types';

/** Where the API server keeps a kind. */
export interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** `status` is written apart from the rest. */
  readonly statusSubresource: boolean;
}

function resource(
  apiVersion: string,
  kind: string,
  plural: string,
  traits: { clusterScoped?: boolean; status?: boolean } = {},
): ResourceKind {
  return {
    apiVersion,
    kind,
    plural,
    namespaced: !traits.clusterScoped,
    statusSubresource: traits.status ?? false,
  };
}

const clusterScoped = { clusterScoped: true };
const status = { status: true };

/**
 * Every kind that mysql-ha speaks to. A table instead of discovery, because it costs no request
 * and a kind that is missing in the API server is then told from one that has no such object.
 */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  resource(API_GROUP_VERSION, 'MySQLCluster', 'mysqlclusters', status),
  resource(API_GROUP_VERSION, 'MySQLOperation', 'mysqloperations', status),
  resource(
    API_GROUP_VERSION,
    'MySQLBackupLocation',
    'mysqlbackuplocations',
    status,
  ),
  resource(API_GROUP_VERSION, 'MySQLBackup', 'mysqlbackups', status),
  resource(
    API_GROUP_VERSION,
    'MySQLBackupSchedule',
    'mysqlbackupschedules',
    status,
  ),
  resource(API_GROUP_VERSION, 'MySQLRestore', 'mysqlrestores', status),
  resource('batch/v1', 'Job', 'jobs', status),
  resource('v1', 'Pod', 'pods', status),
  resource('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', status),
  resource('v1', 'PersistentVolume', 'persistentvolumes', {
    clusterScoped: true,
    status: true,
  }),
  resource('v1', 'Service', 'services', status),
  resource('v1', 'Secret', 'secrets'),
  resource('v1', 'ConfigMap', 'configmaps'),
  resource('v1', 'Event', 'events'),
  resource('v1', 'Namespace', 'namespaces', clusterScoped),
  resource('v1', 'Node', 'nodes', clusterScoped),
  resource('apps/v1', 'StatefulSet', 'statefulsets', status),
  resource('apps/v1', 'Deployment', 'deployments', status),
  resource('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', status),
  resource('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices'),
  resource('coordination.k8s.io/v1', 'Lease', 'leases'),
  resource(
    'storage.k8s.io/v1',
    'StorageClass',
    'storageclasses',
    clusterScoped,
  ),
  resource(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    clusterScoped,
  ),
];

const WATCHED: Readonly<Record<WatchedKind, string>> = {
  MySQLCluster: API_GROUP_VERSION,
  MySQLOperation: API_GROUP_VERSION,
  MySQLBackupLocation: API_GROUP_VERSION,
  MySQLBackup: API_GROUP_VERSION,
  MySQLBackupSchedule: API_GROUP_VERSION,
  MySQLRestore: API_GROUP_VERSION,
  Job: 'batch/v1',
  Deployment: 'apps/v1',
  Pod: 'v1',
  PersistentVolumeClaim: 'v1',
  StatefulSet: 'apps/v1',
  Service: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Secret: 'v1',
  ConfigMap: 'v1',
  PodDisruptionBudget: 'policy/v1',
  Node: 'v1',
};

/** A kind that is watched. */
export interface WatchedResource {
  readonly kind: WatchedKind;
  readonly apiVersion: string;
}

/** The kinds that are watched. */
export function watchedKinds(): readonly WatchedResource[] {
  return Object.keys(WATCHED)
    .filter(isWatchedKind)
    .map(kind => ({ kind, apiVersion: WATCHED[kind] }));
}

/**
 * Looks a kind up.
 * @throws TypeError when mysql-ha doesn't know the kind: a mistake in the calling code
 */
export function resourceKind(
  key: Pick<ObjectKey, 'apiVersion' | 'kind'>,
): ResourceKind {
  const found = RESOURCE_KINDS.find(
    candidate =>
      candidate.apiVersion === key.apiVersion && candidate.kind === key.kind,
  );
  if (!found) {
    throw new TypeError(
      `${key.apiVersion} ${key.kind} is not a kind that mysql-ha uses: add it to RESOURCE_KINDS`,
    );
  }
  return found;
}

/** The object's kind, if it is one that is watched. */
export function watchedKind(
  key: Pick<ObjectKey, 'apiVersion' | 'kind'>,
): WatchedKind | undefined {
  return watchedKinds().find(
    watched =>
      watched.kind === key.kind && watched.apiVersion === key.apiVersion,
  )?.kind;
}

function isWatchedKind(kind: string): kind is WatchedKind {
  return Object.hasOwn(WATCHED, kind);
}

/** The label that those bear which are watched; undefined where all are: what people write, and nodes. */
export function watchedLabel(kind: WatchedKind): string | undefined {
  if (kind === 'Node' || WATCHED[kind] === API_GROUP_VERSION) return undefined;
  // A location’s probe belongs to no cluster.
  return kind === 'Job' || kind === 'Deployment' ? AGENT_LABEL : CLUSTER_LABEL;
}

/**
 * Kinds that databases run without: an operator whose rights, or whose Kubernetes’ definitions, are of before backups
 * looks after them all the same.
 */
const DISPENSABLE: readonly WatchedKind[] = [
  'MySQLBackupLocation',
  'MySQLBackup',
  'MySQLBackupSchedule',
  'MySQLRestore',
  'Job',
  'Deployment',
];

/** Whether a start waits until the kind was listed once. */
export function isIndispensable({
  kind,
  apiVersion,
}: WatchedResource): boolean {
  return (
    resourceKind({ kind, apiVersion }).namespaced && !DISPENSABLE.includes(kind)
  );
}

/** `kind namespace/name`, for sentences that a person reads. */
export function describeKey(key: ObjectKey): string {
  return key.namespace
    ? `${key.kind} ${key.namespace}/${key.name}`
    : `${key.kind} ${key.name}`;
}
