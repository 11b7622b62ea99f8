import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A Kubernetes object of any kind, as it stands in a manifest. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly OwnerReference[];
  };
  readonly [field: string]: unknown;
}

/** Who an object belongs to: it goes when its owner goes, also with the operator gone. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** Names one object. */
export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The kinds that are watched, so that looking at them costs the API server nothing. */
export type WatchedKind =
  | 'MySQLCluster'
  | 'MySQLOperation'
  | 'MySQLBackupLocation'
  | 'MySQLBackup'
  | 'MySQLBackupSchedule'
  | 'MySQLRestore'
  | 'Job'
  | 'Deployment'
  | 'Pod'
  | 'PersistentVolumeClaim'
  | 'StatefulSet'
  | 'Service'
  | 'EndpointSlice'
  | 'Secret'
  | 'ConfigMap'
  | 'PodDisruptionBudget'
  | 'Node';

/** Enough of a MySQLCluster to speak about it, whether its spec parses or not. */
export interface ClusterReference {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
  };
}

/** A MySQLCluster that the API server has and mysql-ha can't read: nothing is done for it until it is put right. */
export interface InvalidCluster extends ClusterReference {
  /** A sentence for a person: which fields, and which rules they break. */
  readonly reason: string;
}

/** A change that a watch reported. */
export interface WatchEvent {
  readonly type: 'added' | 'updated' | 'deleted';
  readonly kind: WatchedKind;
  readonly object: KubernetesObject;
}

/** A Kubernetes Event to record on a cluster. */
export interface EventRecord {
  readonly type: 'Normal' | 'Warning';
  /** One CamelCase word. */
  readonly reason: string;
  /** A sentence for a person. */
  readonly message: string;
}

/** A Kubernetes Event as it is shown. */
export interface EventView extends EventRecord {
  readonly at: string;
  readonly object: string;
  readonly count: number;
}

/** A held Lease. Judged by the local monotonic clock, and given up early. */
export interface LeaseHandle {
  /** Whether this process may still act now. */
  isHeld(): boolean;
  /** Gives the lease up at once, so that a successor needs not wait. */
  release(): Promise<void>;
}

/** The part of all clusters that this process looks after. */
export interface ClusterShare {
  /** Whether this process may act for a cluster now. Costs nothing: ask before each step. */
  covers(cluster: ClusterKey): boolean;
  /** Gives all up, so that the others take over at once. Resolves when nothing is done any more. */
  leave(): Promise<void>;
}

/** A stream to a port of a pod, through the API server. */
export type PortForwardStream = import('node:stream').Duplex;

/**
 * All that mysql-ha asks of Kubernetes. One real implementation and one in memory;
 * both pass the same contract tests.
 */
export interface KubernetesAdapter {
  /** Starts the watches; resolves when each has listed once. */
  start(): Promise<void>;
  /** Ends watches and leases. */
  stop(): Promise<void>;
  /** Whether the API server answered lately: false after a few seconds of silence or refusals. */
  isReachable(): boolean;
  /** Calls back on each change until the returned function is called. */
  onChange(listener: (event: WatchEvent) => void): () => void;

  /** All clusters that parse, from the watch. What does not parse is reported by `invalidClusters`. */
  listClusters(): readonly MySQLCluster[];
  /** Clusters that the API server has but that don't parse, each with the reason. */
  invalidClusters(): readonly InvalidCluster[];
  /** A cluster from the watch; undefined also when it doesn't parse. */
  getCluster(namespace: string, name: string): MySQLCluster | undefined;
  /**
   * A cluster from the API server itself, never from a cache.
   * @throws InputError when it is there and doesn't parse
   */
  readCluster(
    namespace: string,
    name: string,
  ): Promise<MySQLCluster | undefined>;
  /**
   * Writes `status` by compare-and-swap on `resourceVersion`.
   * @returns the cluster as it now is
   * @throws ConflictError (`@backstage/errors`) when somebody else wrote first
   */
  writeClusterStatus(cluster: MySQLCluster): Promise<MySQLCluster>;

  /** Watched objects of a cluster (by `clusterNameOf`), from the watch. */
  listOwned(
    kind: WatchedKind,
    namespace: string,
    cluster: string,
  ): readonly KubernetesObject[];
  /** One watched object, from the watch. */
  getWatched(
    kind: WatchedKind,
    namespace: string,
    name: string,
  ): KubernetesObject | undefined;
  /** Any object, live; undefined when there is none. */
  read(key: ObjectKey): Promise<KubernetesObject | undefined>;
  /** Objects of a kind, live; `namespace` undefined means everywhere or cluster-scoped. */
  list(
    key: Omit<ObjectKey, 'name'>,
    labelSelector?: string,
  ): Promise<readonly KubernetesObject[]>;
  /**
   * Server-side apply with field manager `mysql-ha`, forced.
   * `metadata.resourceVersion`, if given, makes it a compare-and-swap.
   * `dryRun` asks the server to check and store nothing.
   */
  apply(
    object: KubernetesObject,
    options?: { dryRun?: boolean; fieldManager?: string },
  ): Promise<KubernetesObject>;
  /** Creates; AlreadyExists is a ConflictError. */
  create(
    object: KubernetesObject,
    options?: { dryRun?: boolean },
  ): Promise<KubernetesObject>;
  /**
   * JSON merge patch of an object, or of its `status` subresource.
   * `metadata.resourceVersion` in the patch makes it a compare-and-swap.
   */
  mergePatch(
    key: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
    options?: { subresource?: 'status' },
  ): Promise<KubernetesObject>;
  /**
   * Deletes; what is gone already is no error.
   * `uid` guards against deleting a successor of the same name.
   */
  delete(
    key: ObjectKey,
    options?: {
      propagation?: 'Background' | 'Foreground' | 'Orphan';
      uid?: string;
      gracePeriodSeconds?: number;
    },
  ): Promise<void>;

  /** Records an Event on a cluster; equal ones are counted, not repeated. Never throws. */
  recordEvent(cluster: ClusterReference, event: EventRecord): void;
  /** Events of a cluster and of its pods, volumes and set, newest first. */
  listEvents(namespace: string, cluster: string): Promise<readonly EventView[]>;

  /**
   * Tries for a Lease until it is got; renews it until lost or released.
   * `onLost` is called once when it is lost, never when it is released.
   * @throws the signal's reason when `signal` aborts first
   */
  acquireLease(
    name: string,
    options: { onLost: () => void; signal: AbortSignal },
  ): Promise<LeaseHandle>;
  /** Opens a stream to a pod's port through the API server. */
  portForward(
    namespace: string,
    pod: string,
    port: number,
  ): Promise<PortForwardStream>;
}

/** What a portal asks of Kubernetes beyond what one cluster needs. */
export interface PortalKubernetes extends KubernetesAdapter {
  /** All watched objects of a kind, from the watch. */
  listWatched(kind: WatchedKind): readonly KubernetesObject[];
}

/** What an operator asks of Kubernetes beyond what a portal does. */
export interface OperatorKubernetes extends PortalKubernetes {
  /**
   * Whether all objects of a kind were listed once. `start` does not wait for what databases run without, and before that
   * an object which the watch does not show may be there all the same.
   */
  hasListed(kind: WatchedKind): boolean;
  /**
   * Divides the clusters with all other operators that do the same, from now on until it leaves.
   * `onChange` is called when `covers` answers anew; it resolves when nothing is done any more for the clusters
   * that are not covered, for then another operator begins with them.
   */
  shareClusters(options: { onChange: () => Promise<void> }): ClusterShare;
  /**
   * The last lines that a container wrote; none for one that has not begun, or whose pod is gone.
   */
  readLog(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    lines: number,
  ): Promise<readonly string[]>;
  /**
   * The lines that a container writes, from the last so many of before on, until it ends or `signal` aborts; none for one
   * that has not begun, or whose pod is gone. It is one request, however long it goes on.
   * @throws when the stream breaks or is refused
   */
  followLog(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    options: { readonly lines: number; readonly signal: AbortSignal },
  ): AsyncIterable<string>;
}
