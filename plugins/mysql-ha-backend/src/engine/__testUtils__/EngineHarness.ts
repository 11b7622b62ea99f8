import { createHash } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
  ClusterSpecInput,
  MySQLCluster,
  mysqlOperationSchema,
  OperationStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject, WatchedKind } from '../../kubernetes';
import { InMemoryApiServer, InMemoryKubernetes } from '../../kubernetes/memory';
import { MySqlAdapter } from '../../mysql';
import { ArchiveView } from '../../observe';
import {
  InMemoryMySql,
  MySqlWorld,
  VirtualClock,
  WorldTimings,
} from '../../mysql/inMemory';
import {
  POD_FINGERPRINT_ANNOTATION,
  readSecret,
  secretData,
  StatefulSet,
} from '../../resources';
import { Engine } from '../Engine';

const KEY = {
  apiVersion: API_GROUP_VERSION,
  kind: 'MySQLCluster',
  namespace: 'shop',
  name: 'orders',
} as const;

/** A whole operator over models of Kubernetes and MySQL, on a clock that the test moves. */
export class EngineHarness {
  readonly clock = new VirtualClock();
  readonly world: MySqlWorld;
  readonly server = new InMemoryApiServer(this.clock);
  readonly engines: Engine[] = [];
  /** What operators know of the archive of the binary log. */
  archive?: ArchiveView;
  /** Volumes outlive pods: a server that comes back has its data. */
  private readonly known = new Set<string>();
  private asked = 0;
  private secretsLateMs?: number;

  constructor(timings: Partial<WorldTimings> = {}) {
    this.world = new MySqlWorld(this.clock, timings);
    this.server.subscribe(({ type, object }) => {
      if (object.kind === 'StatefulSet' && type !== 'deleted') {
        queueMicrotask(() => this.reconcilePods());
      }
      if (
        object.kind === 'Secret' &&
        object.metadata.name === `${KEY.name}-system` &&
        this.secretsLateMs !== undefined
      ) {
        void this.clock.sleep(this.secretsLateMs).then(() => this.bring());
      }
      if (object.kind === 'Pod' && type === 'deleted') {
        this.world.crash(object.metadata.name, { restart: false });
        queueMicrotask(() => this.reconcilePods());
      }
    });
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
      stalls: { stalledMs: () => 0, stop: () => {} },
      options: { supervisorImage: 'supervisor' },
    });
    await engine.start();
    this.engines.push(engine);
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
    this.secretsLateMs = lateMs;
    this.bring();
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
    return [...this.known];
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

  /** Plays the kubelets that bring a Secret; a server that starts runs what it has then. */
  private bring(): void {
    const sql = this.secret(`${KEY.name}-system`)['bootstrap.sql'];
    if (sql === undefined) return;
    const hash = createHash('sha256').update(sql).digest('hex');
    for (const name of this.known) {
      const server = this.world.server(name);
      const isFirst = server.bootstrap === undefined;
      server.bootstrap = { sql, hash };
      if (isFirst) server.runBootstrap();
    }
  }

  /** Plays StatefulSet controller and kubelet. */
  private reconcilePods(): void {
    const set = this.server.read({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      namespace: KEY.namespace,
      name: KEY.name,
    }) as unknown as StatefulSet | undefined;
    if (!set) return;
    for (let ordinal = 0; ordinal < 9; ordinal++) {
      const name = `${KEY.name}-${ordinal}`;
      const key = {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: KEY.namespace,
        name,
      };
      const exists = this.server.read(key) !== undefined;
      if (ordinal >= set.spec.replicas && exists) this.server.delete(key, {});
      if (ordinal < set.spec.replicas && !exists)
        this.startPod(set, name, ordinal);
    }
  }

  private startPod(set: StatefulSet, name: string, ordinal: number): void {
    if (this.known.has(name)) {
      this.world.boot(this.world.server(name));
    } else {
      this.known.add(name);
      this.world.addServer({ name });
    }
    const { annotations } = set.spec.template.metadata;
    const pod: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: KEY.namespace,
        labels: { [CLUSTER_LABEL]: KEY.name },
        annotations: {
          [POD_FINGERPRINT_ANNOTATION]: annotations[POD_FINGERPRINT_ANNOTATION],
        },
      },
      spec: { nodeName: `node-${(ordinal % 3) + 1}`, containers: [] },
      status: {
        phase: 'Running',
        podIP: `10.0.0.${ordinal + 1}`,
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'mysql', ready: true, state: {} }],
      },
    };
    this.server.put(pod);
  }
}
