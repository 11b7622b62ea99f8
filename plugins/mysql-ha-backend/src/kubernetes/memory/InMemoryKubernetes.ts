import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { Clock } from '../../clock';
import { CachingKubernetes } from '../CachingKubernetes';
import { keyOf } from '../kubernetesObject';
import {
  describeKey,
  watchedKind,
  watchedKinds,
  watchedLabel,
  WatchedResource,
} from '../resourceKinds';
import {
  KubernetesObject,
  ObjectKey,
  PortForwardStream,
  WatchedKind,
} from '../types';
import { InMemoryApiServer } from './InMemoryApiServer';
import { ManualClock } from './ManualClock';
import { StoreChange } from './ObjectStore';
import { PodLogs } from './PodLogs';
import { WatchQueue } from './WatchQueue';

const SILENT = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
};

/** The Kubernetes adapter on an API server in memory, for tests. */
export class InMemoryKubernetes extends CachingKubernetes {
  /** The API server; give it to a second adapter to have two operators on it. */
  readonly server: InMemoryApiServer;
  /** Every request made, as `verb Kind namespace/name`. */
  readonly requests: string[] = [];
  /** What the watches tell, which a test may hold back. */
  readonly watches = new WatchQueue(change => this.deliver(change));
  /** Called with each request before it is done; what it throws is what the request throws. */
  onRequest: (request: string) => void = () => {};

  /** What the containers of pods wrote, by `namespace/pod`. */
  readonly logs = new PodLogs();

  /** Kinds whose first list is still under way. */
  private readonly unlisted = new Set<WatchedKind>();

  private readonly objectWatchers = new Set<(change: StoreChange) => void>();
  private readonly openPort?: OpenPort;
  private unsubscribe = () => {};
  private reachable = true;

  constructor(
    options: {
      readonly clock?: Clock;
      readonly server?: InMemoryApiServer;
      readonly identity?: string;
      /** Answers port-forwards to pods that are there; without it every port is closed. */
      readonly openPort?: OpenPort;
    } = {},
  ) {
    const clock = options.clock ?? new ManualClock();
    super({
      clock,
      random: () => 0.5,
      logger: SILENT,
      identity: options.identity ?? 'operator-1',
      leaseNamespace: 'mysql-ha',
    });
    this.server = options.server ?? new InMemoryApiServer(clock);
    this.openPort = options.openPort;
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
    for (const watched of watchedKinds()) this.fill(watched);
  }

  /** For tests, before `start`: the first list of a kind does not come before `finishListing`. */
  delayListing(kind: WatchedKind): void {
    this.unlisted.add(kind);
  }

  /** For tests: the first list of a kind is there. */
  finishListing(kind: WatchedKind): void {
    this.unlisted.delete(kind);
    for (const watched of watchedKinds())
      if (watched.kind === kind) this.fill(watched);
  }

  hasListed(kind: WatchedKind): boolean {
    return !this.unlisted.has(kind);
  }

  private fill(watched: WatchedResource): void {
    for (const object of this.server.list(watched))
      this.deliver({ type: 'added', object });
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.unsubscribe();
  }

  isReachable(): boolean {
    return this.reachable;
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

  async portForward(
    namespace: string,
    pod: string,
    port: number,
  ): Promise<PortForwardStream> {
    const key = { apiVersion: 'v1', kind: 'Pod', namespace, name: pod };
    this.request('portForward', key);
    if (!this.server.read(key)) {
      throw new NotFoundError(`pods "${pod}" not found`);
    }
    if (!this.openPort) {
      throw new ServiceUnavailableError(
        `port-forward to ${describeKey(key)}:${port}: connection refused`,
      );
    }
    return this.openPort(namespace, pod, port);
  }

  async readLog(
    { namespace, name }: { namespace: string; name: string },
    _container: string,
    lines: number,
  ): Promise<readonly string[]> {
    this.request('log', { apiVersion: 'v1', kind: 'Pod', namespace, name });
    return this.logs.get(`${namespace}/${name}`).slice(-lines);
  }

  followLog(
    { namespace, name }: { namespace: string; name: string },
    _container: string,
    options: { lines: number; signal: AbortSignal },
  ): AsyncIterable<string> {
    this.request('follow', { apiVersion: 'v1', kind: 'Pod', namespace, name });
    return this.logs.follow(`${namespace}/${name}`, options);
  }

  protected async replaceStatus(
    object: KubernetesObject,
  ): Promise<KubernetesObject> {
    this.request('status', keyOf(object));
    return this.server.replaceStatus(object);
  }

  protected watchObject(
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
    if (!kind || this.unlisted.has(kind)) return;
    const labels = object.metadata.labels ?? {};
    const label = watchedLabel(kind);
    const selected = label === undefined || label in labels;
    if (change.type === 'deleted' || !selected) this.cache.remove(kind, object);
    else this.cache.set(kind, object);
  }
}

type OpenPort = (
  namespace: string,
  pod: string,
  port: number,
) => PortForwardStream;
