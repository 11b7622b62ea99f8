import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { ObjectCache, parseCluster } from './cache';
import { EventRecorder, listClusterEvents } from './events';
import { ClusterShares, Leases, ShareApi } from './lease';
import {
  ClusterReference,
  ClusterShare,
  EventRecord,
  KubernetesObject,
  LeaseHandle,
  ObjectKey,
  OperatorKubernetes,
  PortForwardStream,
  WatchedKind,
  WatchEvent,
} from './types';

/** What every adapter is given. */
export interface CachingKubernetesOptions {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  readonly logger: Pick<LoggerService, 'error' | 'warn' | 'info' | 'debug'>;
  /** Names this process among all operators, also among those that ran here before. */
  readonly identity: string;
  readonly leaseNamespace: string;
}

/** What all adapters share: the cache that the watches fill, Leases, and Events, on top of their requests. */
export abstract class CachingKubernetes implements OperatorKubernetes {
  protected readonly cache: ObjectCache;
  private readonly leases: Leases;
  private readonly leaseApi: ShareApi;
  private readonly shares = new Set<ClusterShare>();
  private readonly events: EventRecorder;

  constructor(private readonly common: CachingKubernetesOptions) {
    this.cache = new ObjectCache(common.logger);
    this.events = new EventRecorder({ ...common, api: this });
    this.leaseApi = {
      read: (key, request) => this.read(key, request),
      create: (object, request) => this.create(object, request),
      mergePatch: (key, patch, request) => this.mergePatch(key, patch, request),
      list: key => this.list(key),
      delete: (key, request) => this.delete(key, request),
      watchObject: (key, listener) => this.watchObject(key, listener),
    };
    this.leases = new Leases({
      ...common,
      api: this.leaseApi,
      namespace: common.leaseNamespace,
    });
  }

  abstract start(): Promise<void>;
  abstract isReachable(): boolean;
  abstract hasListed(kind: WatchedKind): boolean;
  abstract read(
    key: ObjectKey,
    options?: { timeoutMs?: number },
  ): Promise<KubernetesObject | undefined>;
  abstract list(
    key: Omit<ObjectKey, 'name'>,
    labelSelector?: string,
  ): Promise<readonly KubernetesObject[]>;
  abstract apply(
    object: KubernetesObject,
    options?: { dryRun?: boolean; fieldManager?: string },
  ): Promise<KubernetesObject>;
  abstract create(
    object: KubernetesObject,
    options?: { dryRun?: boolean; timeoutMs?: number },
  ): Promise<KubernetesObject>;
  abstract mergePatch(
    key: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
    options?: { subresource?: 'status'; timeoutMs?: number },
  ): Promise<KubernetesObject>;
  abstract delete(
    key: ObjectKey,
    options?: {
      propagation?: 'Background' | 'Foreground' | 'Orphan';
      uid?: string;
      gracePeriodSeconds?: number;
    },
  ): Promise<void>;
  abstract readLog(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    lines: number,
  ): Promise<readonly string[]>;
  abstract followLog(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    options: { readonly lines: number; readonly signal: AbortSignal },
  ): AsyncIterable<string>;
  abstract portForward(
    namespace: string,
    pod: string,
    port: number,
  ): Promise<PortForwardStream>;

  /** Replaces `status` at `metadata.resourceVersion`. */
  protected abstract replaceStatus(
    object: KubernetesObject,
  ): Promise<KubernetesObject>;
  /** Reports each state of one object from now on, undefined when it is deleted. */
  protected abstract watchObject(
    key: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void;

  async stop(): Promise<void> {
    this.events.close();
    await Promise.all([...this.shares].map(share => share.leave()));
    await this.leases.close();
  }

  onChange(listener: (event: WatchEvent) => void): () => void {
    return this.cache.onChange(listener);
  }

  listClusters() {
    return this.cache.listClusters();
  }

  invalidClusters() {
    return this.cache.invalidClusters();
  }

  getCluster(namespace: string, name: string): MySQLCluster | undefined {
    return this.cache.getCluster(namespace, name);
  }

  async readCluster(
    namespace: string,
    name: string,
  ): Promise<MySQLCluster | undefined> {
    const object = await this.read({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLCluster',
      namespace,
      name,
    });
    return object && clusterOf(object);
  }

  async writeClusterStatus(cluster: MySQLCluster): Promise<MySQLCluster> {
    const { name, namespace, uid, resourceVersion } = cluster.metadata;
    return clusterOf(
      await this.replaceStatus({
        apiVersion: API_GROUP_VERSION,
        kind: 'MySQLCluster',
        metadata: { name, namespace, uid, resourceVersion },
        status: cluster.status,
      }),
    );
  }

  listOwned(kind: WatchedKind, namespace: string, cluster: string) {
    return this.cache.listOwned(kind, namespace, cluster);
  }

  listWatched(kind: WatchedKind) {
    return this.cache.list(kind);
  }

  getWatched(kind: WatchedKind, namespace: string, name: string) {
    return this.cache.get(kind, namespace, name);
  }

  recordEvent(cluster: ClusterReference, event: EventRecord): void {
    this.events.record(cluster, event);
  }

  listEvents(namespace: string, cluster: string) {
    return listClusterEvents(this, namespace, cluster);
  }

  acquireLease(
    name: string,
    options: { onLost: () => void; signal: AbortSignal },
  ): Promise<LeaseHandle> {
    return this.leases.acquire(name, options);
  }

  shareClusters(options: { onChange: () => Promise<void> }): ClusterShare {
    const share = new ClusterShares({
      ...this.common,
      ...options,
      api: this.leaseApi,
      leases: this.leases,
      namespace: this.common.leaseNamespace,
    });
    this.shares.add(share);
    return share;
  }
}

function clusterOf(object: KubernetesObject): MySQLCluster {
  const parsed = parseCluster(object);
  if (!parsed.valid) throw new InputError(parsed.invalid.reason);
  return parsed.cluster;
}
