import { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../../clock';
import { ObjectCache, parseCluster } from '../cache';
import { EventRecorder, listClusterEvents } from '../events';
import { keyOf } from '../kubernetesObject';
import { Leases } from '../lease';
import { describeKey, watchedKind, WATCHED_KINDS } from '../resourceKinds';
import {
  ClusterReference,
  EventRecord,
  KubernetesAdapter,
  KubernetesObject,
  ObjectKey,
  PortForwardStream,
  WatchedKind,
  WatchEvent,
} from '../types';
import { InMemoryApiServer } from './InMemoryApiServer';
import { ManualClock } from './ManualClock';
import { StoreChange } from './ObjectStore';
import { WatchQueue } from './WatchQueue';

/** A request that was made, as `verb kind namespace/name`. */
export type RequestHook = (request: string) => void;

/** The Kubernetes adapter on an API server in memory, for tests. */
export class InMemoryKubernetes implements KubernetesAdapter {
  /** The API server; give it to a second adapter to have two operators on it. */
  readonly server: InMemoryApiServer;
  /** Every request made, as `verb kind namespace/name`. */
  readonly requests: string[] = [];
  /** Delays what the watches tell. */
  readonly watches = new WatchQueue(change => this.deliver(change));
  /** Called before each request; what it throws is what the request throws. */
  onRequest: RequestHook = () => {};

  private readonly cache: ObjectCache;
  private readonly leases: Leases;
  private readonly events: EventRecorder;
  private readonly objectWatchers = new Set<(change: StoreChange) => void>();
  private unsubscribe = () => {};
  private reachable = true;

  constructor(
    private readonly options: {
      readonly clock?: Clock;
      readonly server?: InMemoryApiServer;
      readonly identity?: string;
      readonly leaseNamespace?: string;
      readonly logger?: Pick<LoggerService, 'error' | 'warn' | 'debug'>;
      readonly portForward?: (
        namespace: string,
        pod: string,
        port: number,
      ) => PortForwardStream;
    } = {},
  ) {
    const clock = options.clock ?? new ManualClock();
    const logger = options.logger ?? SILENT;
    const identity = options.identity ?? 'operator-1';
    this.server =
      options.server ?? new InMemoryApiServer({ now: () => clock.now() });
    this.cache = new ObjectCache(logger);
    this.events = new EventRecorder({ api: this, clock, logger, identity });
    this.leases = new Leases({
      api: {
        read: key => this.read(key),
        create: object => this.create(object),
        mergePatch: (key, patch) => this.mergePatch(key, patch),
        watchObject: (key, listener) => this.watchObject(key, listener),
      },
      clock,
      logger,
      identity,
      random: () => 0.5,
      namespace: options.leaseNamespace ?? 'mysql-ha',
    });
  }

  /** Cuts this adapter off the API server, or brings it back. */
  setReachable(reachable: boolean): void {
    this.reachable = reachable;
    if (reachable) this.watches.resume();
    else this.watches.hold();
  }

  async start(): Promise<void> {
    this.unsubscribe = this.server.subscribe(change =>
      this.watches.push(change),
    );
    for (const object of [...KINDS].flatMap(([kind, apiVersion]) =>
      this.server.list({ kind, apiVersion }),
    )) {
      this.deliver({ type: 'added', object });
    }
  }

  async stop(): Promise<void> {
    this.events.close();
    await this.leases.close();
    this.unsubscribe();
  }

  isReachable(): boolean {
    return this.reachable;
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
    const object = await this.read(clusterKey(namespace, name));
    return object && clusterOf(object);
  }

  async writeClusterStatus(cluster: MySQLCluster): Promise<MySQLCluster> {
    const { namespace, name, resourceVersion } = cluster.metadata;
    const key = clusterKey(namespace, name);
    this.request('writeStatus', key);
    return clusterOf(
      this.server.replaceStatus(key, resourceVersion, cluster.status),
    );
  }

  listOwned(kind: WatchedKind, namespace: string, cluster: string) {
    return this.cache.listOwned(kind, namespace, cluster);
  }

  getWatched(kind: WatchedKind, namespace: string, name: string) {
    return this.cache.get(kind, namespace, name);
  }

  async read(key: ObjectKey): Promise<KubernetesObject | undefined> {
    this.request('read', key);
    return this.server.read(key);
  }

  async list(key: Omit<ObjectKey, 'name'>, labelSelector?: string) {
    this.request('list', { ...key, name: '' });
    return this.server.list(key, labelSelector);
  }

  async apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; fieldManager?: string } = {},
  ): Promise<KubernetesObject> {
    this.request('apply', keyOf(object));
    return this.server.apply(object, { fieldManager: 'mysql-ha', ...options });
  }

  async create(
    object: KubernetesObject,
    options: { dryRun?: boolean } = {},
  ): Promise<KubernetesObject> {
    this.request('create', keyOf(object));
    return this.server.create(object, options.dryRun);
  }

  async mergePatch(
    key: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
    options: { subresource?: 'status' } = {},
  ): Promise<KubernetesObject> {
    this.request('patch', key);
    return this.server.mergePatch(key, patch, options.subresource);
  }

  async delete(
    key: ObjectKey,
    options: { propagation?: string; uid?: string } = {},
  ): Promise<void> {
    this.request('delete', key);
    this.server.delete(key, options);
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
  ) {
    return this.leases.acquire(name, options);
  }

  async portForward(
    namespace: string,
    pod: string,
    port: number,
  ): Promise<PortForwardStream> {
    const key = { apiVersion: 'v1', kind: 'Pod', namespace, name: pod };
    this.request('portForward', key);
    if (!this.server.read(key) || !this.options.portForward) {
      throw new NotFoundError(`${describeKey(key)} not found`);
    }
    return this.options.portForward(namespace, pod, port);
  }

  private request(verb: string, key: ObjectKey): void {
    const request = `${verb} ${describeKey(key)}`;
    this.requests.push(request);
    if (!this.reachable) {
      throw new ServiceUnavailableError(
        'The Kubernetes API server does not answer',
      );
    }
    this.onRequest(request);
  }

  private deliver(change: StoreChange): void {
    for (const watcher of [...this.objectWatchers]) watcher(change);
    const { object } = change;
    const kind = watchedKind(object);
    if (!kind) return;
    const seen =
      kind === 'MySQLCluster' ||
      CLUSTER_LABEL in (object.metadata.labels ?? {});
    if (change.type === 'deleted' || !seen) this.cache.remove(kind, object);
    else this.cache.set(kind, object);
  }

  private watchObject(
    key: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void {
    const watcher = ({ type, object }: StoreChange) => {
      if (describeKey(keyOf(object)) !== describeKey(key)) return;
      listener(type === 'deleted' ? undefined : object);
    };
    this.objectWatchers.add(watcher);
    return () => this.objectWatchers.delete(watcher);
  }
}

const SILENT = { error: () => {}, warn: () => {}, debug: () => {} };
const KINDS = Object.entries(WATCHED_KINDS);

function clusterKey(namespace: string, name: string): ObjectKey {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    namespace,
    name,
  };
}

function clusterOf(object: KubernetesObject): MySQLCluster {
  const parsed = parseCluster(object);
  if (!parsed.valid) throw new InputError(parsed.invalid.reason);
  return parsed.cluster;
}
