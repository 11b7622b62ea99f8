import { mockServices } from '@backstage/backend-test-utils';
import {
  API_GROUP_VERSION,
  ClusterSpecInput,
  MySQLCluster,
  mysqlOperationSchema,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { WatchedKind } from '../../kubernetes';
import { InMemoryApiServer, InMemoryKubernetes } from '../../kubernetes/memory';
import { MySqlAdapter } from '../../mysql';
import { ArchiveView } from '../../observe';
import {
  InMemoryMySql,
  MySqlWorld,
  VirtualClock,
  WorldTimings,
} from '../../mysql/inMemory';
import { readSecret, secretData } from '../../resources';
import { Engine } from '../Engine';
import { Kubelets } from './Kubelets';

const KEY = {
  apiVersion: API_GROUP_VERSION,
  kind: 'MySQLCluster',
  namespace: 'shop',
  name: 'orders',
} as const;

/** What operators act upon. */
interface Scene {
  readonly clock: VirtualClock;
  readonly world: MySqlWorld;
  readonly server: InMemoryApiServer;
  readonly kubelets: Kubelets;
}

function sceneWith(timings: Partial<WorldTimings>): Scene {
  const clock = new VirtualClock();
  const world = new MySqlWorld(clock, timings);
  const server = new InMemoryApiServer(clock);
  const kubelets = new Kubelets({ key: KEY, clock, world, server });
  return { clock, world, server, kubelets };
}

/** A whole operator over models of Kubernetes and MySQL, on a clock that the test moves. */
export class EngineHarness {
  readonly engines: Engine[] = [];
  /** What operators know of the archive of the binary log. */
  archive?: ArchiveView;
  private readonly adapters: InMemoryKubernetes[] = [];
  private scene: Scene;
  private asked = 0;

  constructor(timings: Partial<WorldTimings> = {}) {
    this.scene = sceneWith(timings);
  }

  /** Begins anew, with nothing there; what ran before must have been stopped. */
  begin(timings: Partial<WorldTimings> = {}): void {
    this.scene = sceneWith(timings);
    this.engines.length = 0;
    this.adapters.length = 0;
    this.archive = undefined;
    this.asked = 0;
  }

  get clock(): VirtualClock {
    return this.scene.clock;
  }

  get world(): MySqlWorld {
    return this.scene.world;
  }

  get server(): InMemoryApiServer {
    return this.scene.server;
  }

  /** By what the first operator speaks to Kubernetes. */
  get kubernetes(): InMemoryKubernetes {
    const [first] = this.adapters;
    if (!first) throw new Error('no operator was started');
    return first;
  }

  /** Starts an operator; several may run. */
  async operator(
    identity = 'operator',
    between: (mysql: MySqlAdapter) => MySqlAdapter = mysql => mysql,
    unlisted: readonly WatchedKind[] = [],
  ): Promise<InMemoryKubernetes> {
    const kubernetes = new InMemoryKubernetes({
      clock: this.clock,
      server: this.server,
      identity,
    });
    for (const kind of unlisted) kubernetes.delayListing(kind);
    await kubernetes.start();
    const engine = Engine.create({
      kubernetes,
      mysql: between(new InMemoryMySql(this.world, identity)),
      logger: process.env.ENGINE_LOG
        ? mockServices.rootLogger({ level: 'debug' })
        : mockServices.logger.mock(),
      clock: this.clock,
      archives: { view: () => this.archive },
      // A busy machine stalls the test, not the operator: its time does not pass meanwhile.
      stalls: { stalledMs: () => 0, lateMs: () => 0, stop: () => {} },
      options: { supervisorImage: 'supervisor' },
    });
    await engine.start();
    this.engines.push(engine);
    this.adapters.push(kubernetes);
    return kubernetes;
  }

  /** Creates or changes the cluster, as kubectl would. */
  apply(spec: ClusterSpecInput): void {
    const before = this.server.read(KEY);
    const generation = (before?.metadata.generation ?? 0) + 1;
    this.server.put({
      ...before,
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLCluster',
      metadata: {
        ...before?.metadata,
        name: KEY.name,
        namespace: KEY.namespace,
        generation,
      },
      spec,
    });
  }

  /** Writes over the whole status, as a restored backup of etcd would. */
  overwriteStatus(status: object): void {
    const before = this.server.read(KEY);
    if (before) this.server.put({ ...before, status });
  }

  /** Marks a node as one that takes no more pods, or takes the mark away. */
  cordon(name: string, unschedulable = true): void {
    this.server.put({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: { unschedulable },
    });
  }

  /** The texts of a Secret; none while it is not there. */
  secret(name: string): Readonly<Record<string, string>> {
    const secret = this.server.read({
      ...KEY,
      apiVersion: 'v1',
      kind: 'Secret',
      name,
    });
    return Object.fromEntries(
      Object.entries(readSecret(secret)).flatMap(([key, text]) =>
        text === undefined ? [] : [[key, text]],
      ),
    );
  }

  /** Writes some keys of a Secret, as a person would. */
  editSecret(name: string, texts: Readonly<Record<string, string>>): void {
    const before = this.server.read({
      ...KEY,
      apiVersion: 'v1',
      kind: 'Secret',
      name,
    });
    if (!before) throw new Error(`there is no Secret ${name}`);
    this.server.put({
      ...before,
      data: secretData({ ...this.secret(name), ...texts }),
    });
  }

  /** From now on kubelets bring the system Secret into the pods, so late, and the servers ask for passwords. */
  bringSecrets(lateMs = 0): void {
    this.scene.kubelets.bringSecrets(lateMs);
  }

  /** Asks for an operation, as kubectl would. */
  ask(spec: object, name = `ask-${++this.asked}`): string {
    this.server.put({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLOperation',
      metadata: { name, namespace: KEY.namespace },
      spec: { clusterName: KEY.name, ...spec },
    });
    return name;
  }

  /** How an operation goes; undefined when there is none. */
  operation(name: string): OperationStatus | undefined {
    const object = this.server.read({
      ...KEY,
      kind: 'MySQLOperation',
      name,
    });
    return object && mysqlOperationSchema.parse(object).status;
  }

  /** Asks for an operation and waits for its end. */
  async askAndWait(spec: object, seconds = 60): Promise<OperationStatus> {
    const name = this.ask(spec);
    const status = () => this.operation(name);
    await this.until(
      `${name} has ended`,
      () => ['Succeeded', 'Failed'].includes(status()?.phase ?? ''),
      seconds,
    ).catch(error => {
      throw new Error(`${error}; ${name} is ${JSON.stringify(status())}`);
    });
    return status() ?? {};
  }

  get cluster(): MySQLCluster {
    // The engine parses it; a test reads what it wrote.
    return this.server.read(KEY) as unknown as MySQLCluster;
  }

  get status() {
    return this.cluster.status ?? {};
  }

  /** Lets time pass until it holds, at most so many seconds. */
  async until(
    what: string,
    holds: () => boolean,
    seconds = 120,
  ): Promise<void> {
    for (let waited = 0; waited < seconds * 10; waited++) {
      if (holds()) return;
      await this.clock.advance(100);
    }
    throw new Error(
      `not within ${seconds} s: ${what}; status is ${JSON.stringify(
        this.status,
        null,
        1,
      )}`,
    );
  }

  async untilHealthy(seconds = 120): Promise<void> {
    await this.until(
      'the cluster is Healthy',
      () =>
        this.status.phase === 'Healthy' &&
        this.status.observedGeneration === this.cluster.metadata.generation,
      seconds,
    );
  }

  /** All servers that ever were. */
  serverNames(): readonly string[] {
    return this.scene.kubelets.serverNames();
  }

  /** Deletes a pod, as kubectl would; its set makes it again. */
  deletePod(name: string): void {
    this.server.delete(
      { apiVersion: 'v1', kind: 'Pod', namespace: KEY.namespace, name },
      {},
    );
  }

  /** Addresses in the slice of a Service, by pod. */
  served(service: 'primary' | 'replicas'): readonly string[] {
    const slice = this.server.read({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      namespace: KEY.namespace,
      name: `${KEY.name}-${service}`,
    });
    const endpoints = slice?.endpoints;
    return Array.isArray(endpoints)
      ? endpoints.map(endpoint => String(endpoint.targetRef.name))
      : [];
  }

  async stop(): Promise<void> {
    const stopping = Promise.all(this.engines.map(engine => engine.stop()));
    await this.clock.advanceUntil(stopping);
  }
}
