import { LoggerService } from '@backstage/backend-plugin-api';
import { ActContext, AuthorityLostError, execute } from '../../act';
import { diagnose, Finding } from '../../diagnose';
import { actContext } from '../../engine/actContext';
import { ClusterRecord } from '../../engine/ClusterRecord';
import { HaLoop, Rooms } from '../../engine/HaLoop';
import { Heartbeat } from '../../engine/Heartbeat';
import { IncidentLog } from '../../engine/IncidentLog';
import { InstanceSet } from '../../engine/InstanceSet';
import { OutsideSource } from '../../engine/OutsideSource';
import { Routing } from '../../engine/Routing';
import { Trigger } from '../../engine/Trigger';
import { MySqlAdapter, SystemCredentials } from '../../mysql';
import { LongTask, primaryOf, Snapshot } from '../../observe';
import { OperationDesk } from '../../operations';
import { Plan, planFor } from '../../plan';
import { SimulatedKubernetes } from '../kubernetes';
import { KEY } from '../names';
import { OperatorProcess } from '../time';
import { Plant } from './Plant';
import { displayed } from './displayed';
import { takeSnapshot } from './takeSnapshot';

const PRIMARY_PROBE_MS = 500;
const REPLICA_PROBE_MS = 1_000;
const LOOK_MS = 2_000;
const FIRST_PROBES_MS = 5_000;

const CREDENTIALS: SystemCredentials = {
  operator: { user: 'mysqlha_operator', password: '' },
  heartbeat: { user: 'mysqlha_heartbeat', password: '' },
  replication: { user: 'mysqlha_replication', password: '' },
  clone: { user: 'mysqlha_clone', password: '' },
  supervisorToken: '',
};

/**
 * What `engine/ClusterWorker` is, without the housekeeping: the same record, monitors, loop, heartbeat and routing,
 * tied together in the same way.
 */
export class SimulatedWorker {
  private readonly trigger: Trigger;
  private readonly heartbeat: Heartbeat;
  private readonly incident: IncidentLog;
  private readonly instances: InstanceSet;
  private readonly operations: OperationDesk;
  private readonly outside: OutsideSource;
  private readonly tasks = new Map<string, LongTask>();
  private readonly silentSince = new Map<string, number>();
  private readonly abort = new AbortController();
  private readonly rooms: Rooms;

  private constructor(
    private readonly options: WorkerOptions,
    private readonly record: ClusterRecord,
  ) {
    const { process, mysql, plant } = options;
    this.trigger = new Trigger(process);
    this.heartbeat = new Heartbeat(process);
    this.incident = new IncidentLog(process);
    this.operations = new OperationDesk({
      key: KEY,
      kubernetes: options.kubernetes,
      clock: process,
      logger: options.logger,
      hasAuthority: () => this.hasAuthority(),
    });
    this.outside = new OutsideSource({
      namespace: KEY.namespace,
      kubernetes: options.kubernetes,
      mysql,
      clock: process,
      onChange: () => this.trigger.fire(),
    });
    const rooms = { diagnose, planFor, execute };
    this.rooms = plant.rooms?.(rooms) ?? rooms;
    this.instances = new InstanceSet({
      adapter: mysql,
      clock: process,
      namespace: KEY.namespace,
      interval: name =>
        name === record.recorded.primary ? PRIMARY_PROBE_MS : REPLICA_PROBE_MS,
      stalledMs: () => process.stalledMs(),
      onChange: () => this.trigger.fire(),
    });
  }

  /** Works until it is stopped or stands back. */
  static async run(
    options: WorkerOptions,
    onStart: (worker: SimulatedWorker) => void,
  ): Promise<void> {
    const { kubernetes, process } = options;
    const record = await ClusterRecord.load(
      kubernetes,
      process,
      KEY.namespace,
      KEY.name,
    );
    if (!record) return;
    const worker = new SimulatedWorker(options, record);
    onStart(worker);
    await worker.work();
  }

  poke(): void {
    void this.instances.sync(this.options.kubernetes.view().pods, CREDENTIALS);
    this.trigger.fire();
  }

  stop(): void {
    this.abort.abort();
    this.trigger.fire();
  }

  private async work(): Promise<void> {
    this.poke();
    try {
      await Promise.all([
        this.haLane(),
        this.every(500, () => this.beat()),
        this.every(250, () => this.instances.askSupervisors()),
        this.outsideLane(),
      ]);
    } catch (error) {
      if (!(error instanceof AuthorityLostError)) throw error;
    } finally {
      this.stop();
      await this.instances.close();
    }
  }

  private async haLane(): Promise<void> {
    const { process, logger } = this.options;
    const context = this.context();
    const loop = new HaLoop(
      {
        context,
        current: () => this.options.kubernetes.getCluster(),
        snapshot: () => this.snapshot(),
        refresh: () => this.instances.refresh(),
        takeCommand: () => this.instances.takeCommand(),
        doubtCommand: () => this.instances.doubtCommand(),
        display: (snapshot, findings) => this.display(snapshot, findings),
        operations: this.operations,
        runInBackground: (plan, name, operation) =>
          this.background(plan, name, operation),
        announce: () => {},
      },
      process,
      logger,
      this.rooms,
    );
    await this.firstProbes();
    while (!this.ended) {
      let due = LOOK_MS;
      try {
        context.assertAuthority();
        due = Math.min(due, await loop.turn());
      } catch (error) {
        if (error instanceof AuthorityLostError) throw error;
        logger.error(String(error));
        due = 1_000;
      }
      await this.trigger.wait(due);
    }
  }

  private async firstProbes(): Promise<void> {
    const { process } = this.options;
    const startedAt = process.monotonic();
    while (
      !this.ended &&
      !this.instances.isProbed &&
      process.monotonic() - startedAt < FIRST_PROBES_MS
    ) {
      await this.trigger.wait(100);
    }
  }

  private async every(ms: number, action: () => unknown): Promise<void> {
    while (!this.ended) {
      await action();
      await this.options.process
        .sleep(ms, this.abort.signal)
        .catch(() => undefined);
    }
  }

  /** Only where it begins with one, as none is added later. */
  private async outsideLane(): Promise<void> {
    const wanted = () =>
      this.options.kubernetes.getCluster()?.spec.externalSource;
    if (!wanted()) return;
    await this.every(500, () => this.outside.look(wanted()));
  }

  private beat(): void {
    const { primary } = this.record.recorded;
    const view = primary ? this.instances.view(primary) : undefined;
    if (!primary || view?.state !== 'reachable' || view.facts.superReadOnly) {
      this.heartbeat.rest();
      return;
    }
    this.heartbeat.note(primary, view.facts);
    void this.heartbeat.beat(primary, this.instances.mysql(primary), () =>
      this.trigger.fire(),
    );
  }

  private context(incident = this.incident): ActContext {
    const { process, kubernetes, logger, plant } = this.options;
    const context = actContext({
      key: KEY,
      clock: process,
      logger,
      kubernetes,
      hasAuthority: () => this.hasAuthority(),
      operations: this.operations,
      record: this.record,
      instances: this.instances,
      incident,
      credentials: () => CREDENTIALS,
      routing: this.routing(),
      outside: this.outside,
      downForMs: () => {
        const primary = primaryOf(this.snapshot())?.mysql;
        return primary?.state === 'unreachable' ? primary.forMs : 0;
      },
      onFirstCommit: instance => this.heartbeat.proved(instance),
    });
    return plant.context?.(context) ?? context;
  }

  private routing(): Routing {
    const { kubernetes, logger } = this.options;
    return Routing.for({
      key: KEY,
      kubernetes,
      logger,
      record: this.record,
      snapshot: () => this.snapshot(),
      current: () => kubernetes.getCluster(),
      hasAuthority: () => this.hasAuthority(),
    });
  }

  private snapshot(): Snapshot {
    const { kubernetes, process, outdated } = this.options;
    return takeSnapshot({
      state: kubernetes.view(),
      reachable: kubernetes.isReachable(),
      process,
      recorded: this.record.recorded,
      instances: this.instances,
      heartbeat: this.heartbeat,
      tasks: this.tasks,
      silentSince: this.silentSince,
      outdated,
      operation: this.operations.request(),
      outside: this.outside,
    });
  }

  private hasAuthority(): boolean {
    const { plant, holdsLease } = this.options;
    return plant.hasAuthority?.(holdsLease()) ?? holdsLease();
  }

  private async display(
    snapshot: Snapshot,
    findings: readonly Finding[],
  ): Promise<void> {
    this.options.onFindings(findings);
    if (this.record.recorded.primary) await this.routing().write(false);
    const cluster = this.options.kubernetes.getCluster();
    if (cluster) this.operations.tend(cluster);
    const shown = displayed(snapshot, findings, this.record.status);
    if (shown !== this.record.status) await this.record.display(shown);
  }

  private background(
    plan: Plan,
    instance: string,
    operation: string | undefined,
  ): void {
    // Its steps are no part of a failover that may go on beside it.
    const own = this.context(new IncidentLog(this.options.process));
    const context = operation ? this.operations.noting(own, operation) : own;
    const clone = plan.steps.find(step => step.do === 'Clone');
    const donor = clone?.donor ?? '';
    this.tasks.set(instance, { kind: 'Clone', donor, message: '' });
    void this.rooms
      .execute(plan, context)
      .then(async () => {
        if (operation) {
          await this.operations.remember(operation, { cloned: donor });
        }
      })
      .catch(async error => {
        this.options.logger.warn(String(error));
        this.instances.doubtCommand();
        if (operation) {
          await this.operations.end(operation, 'Failed', String(error));
        }
      })
      .catch(error => this.options.logger.warn(String(error)))
      .then(() => this.instances.settle(instance, 60))
      .finally(() => {
        this.tasks.delete(instance);
        this.trigger.fire();
      });
  }

  private get ended(): boolean {
    return this.abort.signal.aborted;
  }
}

/** What a worker is given. */
export interface WorkerOptions {
  readonly process: OperatorProcess;
  readonly kubernetes: SimulatedKubernetes;
  readonly mysql: MySqlAdapter;
  readonly logger: LoggerService;
  readonly plant: Plant;
  readonly holdsLease: () => boolean;
  readonly outdated: ReadonlySet<string>;
  readonly onFindings: (findings: readonly Finding[]) => void;
}
