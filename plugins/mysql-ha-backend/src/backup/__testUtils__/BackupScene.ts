import { mockServices } from '@backstage/backend-test-utils';
import { AGENT_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject, WatchedKind } from '../../kubernetes';
import {
  InMemoryApiServer,
  InMemoryKubernetes,
  ManualClock,
} from '../../kubernetes/memory';
import { ArchiveBoard } from '../archive';
import { BackupController } from '../BackupController';

const GROUP = 'mysqlha.dev/v1alpha1';
const NAMESPACE = 'shop';

/** The kinds that a scene is made of. */
type Kind =
  | 'MySQLCluster'
  | 'MySQLBackupLocation'
  | 'MySQLBackup'
  | 'MySQLBackupSchedule'
  | 'MySQLRestore';

/** The place of all tests, of which only what is made here is shown. */
export const LOCATION = {
  discover: 'None',
  s3: {
    bucket: 'backups',
    prefix: 'team',
    endpoint: 'http://s3.example:9000',
    forcePathStyle: true,
    secretRef: { name: 'keys' },
  },
};

/** What the agent says of a backup that it made. */
export const MADE = {
  result: {
    path: 'shop/orders/backups/x',
    sha256: 'abc',
    gtidExecuted: '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5',
    sizeBytes: 3 * 1024 ** 2,
    version: '9.7.4',
    startedAt: '2026-05-01T12:00:00.000Z',
    completedAt: '2026-05-01T12:00:07.000Z',
  },
};

/** What the agent says of a backup that it looked at, which `spec` describes: the cluster's when it was made. */
export function described(spec: object, more: object = {}) {
  return {
    result: {
      ...{ cluster: 'orders', method: 'Physical', version: '9.7.4' },
      ...{ gtidExecuted: 'a:1-5', bytes: 2 * 1024 ** 3 },
      clusterSpec: JSON.stringify(spec),
      ...more,
    },
  };
}

/** For tests: the controller on an API server in memory. A test plays the Job controller and the agent. */
export class BackupScene {
  readonly clock = new ManualClock(Date.parse('2026-05-01T12:00:00Z'));
  readonly server = new InMemoryApiServer(this.clock);
  /** What the operator knows of archives. */
  archives = new ArchiveBoard();
  private readonly logs = new Map<string, readonly string[]>();
  private operator?: {
    readonly kubernetes: InMemoryKubernetes;
    readonly controller: BackupController;
  };

  /**
   * Starts an operator, in the place of the one before.
   *
   * @param unlisted - kinds that are still being listed: `finishListing` of what is returned ends that
   */
  async startOperator(
    covers: () => boolean = () => true,
    unlisted: readonly WatchedKind[] = [],
  ): Promise<InMemoryKubernetes> {
    await this.stopOperator();
    const { clock, server } = this;
    const kubernetes = new InMemoryKubernetes({ clock, server });
    for (const kind of unlisted) kubernetes.delayListing(kind);
    await kubernetes.start();
    for (const [pod, lines] of this.logs) kubernetes.logs.set(pod, lines);
    this.archives = new ArchiveBoard();
    const controller = BackupController.create({
      kubernetes,
      clock,
      covers,
      logger: mockServices.logger.mock(),
      archives: this.archives,
      agentImage: 'mysql-ha/agent:dev',
    });
    controller.start();
    this.operator = { kubernetes, controller };
    await this.pass();
    return kubernetes;
  }

  async stopOperator(): Promise<void> {
    await this.operator?.controller.stop();
    await this.operator?.kubernetes.stop();
    this.operator = undefined;
  }

  /** Starts an operator, to which the store is proved. */
  async startWithStore(): Promise<void> {
    await this.startOperator();
    await this.proveStore();
  }

  /** The probe of a location that is due ends well. */
  proveStore(): Promise<void> {
    return this.end('probe', 'Complete', [{ result: {} }]);
  }

  /** Lets time pass: everything is looked at once at least. */
  pass(seconds = 5): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  /** Lets much time pass at once, as if the operator had been asleep. */
  leap(seconds: number): Promise<void> {
    this.clock.freeze(seconds * 1000);
    return this.pass();
  }

  put(kind: Kind, name: string, spec: object, more: object = {}): void {
    this.server.put({
      apiVersion: GROUP,
      kind,
      metadata: { name, namespace: NAMESPACE },
      spec,
      ...more,
    });
  }

  /** A Secret with the keys to the store. */
  putKeys(keys: Readonly<Record<string, string>>): void {
    this.server.put({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys', namespace: NAMESPACE },
      data: Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [
          key,
          Buffer.from(value).toString('base64'),
        ]),
      ),
    });
  }

  /** A location that was proved. */
  putLocation(reachable: 'True' | 'False' | undefined = 'True'): void {
    this.putKeys({ accessKeyId: 'me', secretAccessKey: 'shh' });
    this.put('MySQLBackupLocation', 'store', LOCATION, {
      status: reachable && {
        observedGeneration: 1,
        reachable,
        conditions: [
          {
            type: 'Reachable',
            status: reachable,
            reason: 'Test',
            message: 'The store says so.',
            lastTransitionTime: '2026-05-01T00:00:00Z',
            observedGeneration: 1,
          },
        ],
      },
    });
  }

  /** A healthy cluster of two. */
  putCluster(spec: object = {}, status: object = {}): void {
    this.put(
      'MySQLCluster',
      'orders',
      { instances: 2, ...spec },
      {
        status: {
          primary: 'orders-0',
          instances: [
            { name: 'orders-0', role: 'Primary', state: 'Healthy' },
            { name: 'orders-1', role: 'Replica', state: 'Healthy' },
          ],
          ...status,
        },
      },
    );
  }

  /** A backup of it that is asked for. */
  putBackup(name = 'first', spec: object = {}, more: object = {}): void {
    this.put(
      'MySQLBackup',
      name,
      { clusterName: 'orders', locationName: 'store', ...spec },
      more,
    );
  }

  /** A backup that was made. */
  putMade(name = 'first', status: object = {}): void {
    this.putBackup(
      name,
      {},
      { status: { phase: 'Succeeded', path: MADE.result.path, ...status } },
    );
  }

  /** The status of a resource, and its columns. */
  statusOf(kind: Kind, name: string): Record<string, unknown> {
    return JSON.parse(JSON.stringify(this.read(kind, name)?.status ?? {}));
  }

  read(kind: Kind, name: string): KubernetesObject | undefined {
    return this.server.read({
      apiVersion: GROUP,
      kind,
      namespace: NAMESPACE,
      name,
    });
  }

  delete(kind: Kind, name: string): void {
    this.server.delete({ apiVersion: GROUP, kind, namespace: NAMESPACE, name });
  }

  annotate(kind: Kind, name: string, annotations: object): void {
    this.server.mergePatch(
      { apiVersion: GROUP, kind, namespace: NAMESPACE, name },
      { metadata: { annotations } },
    );
  }

  /** What the Jobs do, in the order in which they were made. */
  get jobs(): readonly string[] {
    return this.allJobs().map(job => job.metadata.labels?.[AGENT_LABEL] ?? '');
  }

  /** The one Job that does this. */
  job(verb: string): KubernetesObject {
    const found = this.allJobs().filter(
      ({ metadata }) => metadata.labels?.[AGENT_LABEL] === verb,
    );
    if (found.length !== 1 || !found[0])
      throw new Error(`${found.length} Jobs do ${verb}`);
    return found[0];
  }

  /** The settings that a Job’s agent reads. */
  settings(verb: string): Record<string, unknown> {
    const { spec } = JSON.parse(JSON.stringify(this.job(verb)));
    return JSON.parse(
      spec.template.metadata.annotations['mysqlha.dev/settings'],
    );
  }

  /** The agent of a Job runs and says this. */
  say(verb: string, ...lines: object[]): void {
    const job = this.job(verb);
    this.putPod(job, { running: {} }, lines);
  }

  /** A Job ends, its agent having said this. */
  async end(
    verb: string,
    outcome: 'Complete' | 'Failed',
    lines: readonly object[],
    terminated: object = { exitCode: outcome === 'Complete' ? 0 : 1 },
  ): Promise<void> {
    const job = this.job(verb);
    this.putPod(job, { terminated }, lines);
    this.server.put({
      ...job,
      status: {
        conditions: [
          { type: outcome, status: 'True', message: 'the Job’s own words' },
        ],
      },
    });
    await this.pass();
  }

  /** A pod of a Job that does not come up. */
  async stick(verb: string, status: object): Promise<void> {
    const job = this.job(verb);
    this.server.put(podOf(job, status));
    await this.pass();
  }

  private putPod(
    job: KubernetesObject,
    state: object,
    lines: readonly object[],
  ): void {
    const pod = podOf(job, { containerStatuses: [{ name: 'agent', state }] });
    this.server.put(pod);
    const id = `${NAMESPACE}/${pod.metadata.name}`;
    this.logs.set(
      id,
      lines.map(line => JSON.stringify(line)),
    );
    this.operator?.kubernetes.logs.set(id, this.logs.get(id) ?? []);
  }

  private allJobs(): readonly KubernetesObject[] {
    return this.server.list({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: NAMESPACE,
    });
  }
}

function podOf(job: KubernetesObject, status: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${job.metadata.name}-x1`,
      namespace: NAMESPACE,
      labels: { 'job-name': job.metadata.name },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          name: job.metadata.name,
          uid: job.metadata.uid ?? '',
        },
      ],
    },
    status: { ...status },
  };
}
