import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext, AuthorityLostError } from '../act';
import { Clock } from '../clock';
import { Finding } from '../diagnose';
import { EventKeeper } from '../events';
import { asRun, VolumeExchange } from '../exchange';
import { KubernetesAdapter } from '../kubernetes';
import { MySqlAdapter } from '../mysql';
import { Archives, outsideWanted, primaryOf, Snapshot } from '../observe';
import { OperationDesk } from '../operations';
import { validateSpec } from '../resources';
import { BinlogKeeper } from '../retention';
import { composeStatus, Refusal, sameStatus } from '../status';
import { actContext } from './actContext';
import { ClusterRecord } from './ClusterRecord';
import { ClusterState } from './ClusterState';
import { HaCluster, HaLoop } from './HaLoop';
import { Heartbeat } from './Heartbeat';
import { Housekeeping } from './Housekeeping';
import { IncidentLog } from './IncidentLog';
import { InstanceSet } from './InstanceSet';
import { LagHistory } from './LagHistory';
import { OutsideSource } from './OutsideSource';
import { eventsMs, lookMs, replicaProbeMs } from './pace';
import { PasswordRotation } from './PasswordRotation';
import { PlansBeside } from './PlansBeside';
import { Routing } from './Routing';
import { SurplusReader } from './SurplusReader';
import { Trigger } from './Trigger';

/** How often a primary is probed while all is well, in milliseconds. */
const PRIMARY_PROBE_MS = 500;
/** How long a new worker waits for the first answers; an unreachable instance is known as such before. */
const FIRST_PROBES_MS = 5_000;
/** Pauses between two turns of the other lanes, in milliseconds. */
const HEARTBEAT_MS = 500;
const SUPERVISORS_MS = 250;
const OUTSIDE_MS = 500;
const ROTATION_MS = 1_000;
const BINLOGS_MS = 2_000;
/** For how long a heartbeat may wait before the cluster is looked at more closely, in milliseconds. */
const HANGS_MS = 2_000;

/** What a worker needs from its engine. */
export interface WorkerOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly mysql: MySqlAdapter;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly supervisorImage: string;
  /** Whether this process may act, judged now. */
  readonly hasAuthority: () => boolean;
  readonly stalledMs: () => number;
  readonly lagHistory: LagHistory;
  readonly archives?: Archives;
  /** How many clusters this process looks after. */
  readonly clusters: () => number;
}

/**
 * Keeps one cluster as its spec says, for as long as this process has the authority. Three lanes run beside each
 * other, so that nothing slow stands in the way of a failover: the HA loop, the housekeeping (Kubernetes objects,
 * users, configuration), and the heartbeat.
 */
export class ClusterWorker {
  private readonly trigger: Trigger;
  private readonly heartbeat: Heartbeat;
  private readonly instances: InstanceSet;
  private readonly outside: OutsideSource;
  private readonly rotation: PasswordRotation;
  private readonly state: ClusterState;
  private readonly binlogs: BinlogKeeper;
  private readonly events: EventKeeper;
  private readonly surplus: SurplusReader;
  private readonly incident: IncidentLog;
  private readonly operations: OperationDesk;
  private readonly abort = new AbortController();
  private record?: ClusterRecord;
  private housekeeping?: Housekeeping;
  private lanes: Promise<unknown> = Promise.resolve();

  private constructor(private readonly options: WorkerOptions) {
    const { clock, key, mysql, kubernetes } = options;
    this.trigger = new Trigger(clock);
    this.heartbeat = new Heartbeat(clock);
    this.incident = new IncidentLog(clock);
    this.operations = new OperationDesk(options);
    this.instances = new InstanceSet({
      adapter: mysql,
      clock,
      namespace: key.namespace,
      interval: name =>
        name === this.record?.recorded.primary
          ? PRIMARY_PROBE_MS
          : replicaProbeMs(options.clusters()),
      stalledMs: options.stalledMs,
      onChange: () => this.trigger.fire(),
    });
    this.outside = new OutsideSource({
      namespace: key.namespace,
      kubernetes,
      mysql,
      clock,
      onChange: () => this.trigger.fire(),
    });
    this.binlogs = new BinlogKeeper({
      logger: options.logger,
      mysql: name => this.instances.mysql(name),
      supervisor: name => this.instances.supervisor(name),
      ask: name => this.instances.askSupervisor(name),
      announce: (reason, message) => this.announce('Warning', reason, message),
      onChange: () => this.trigger.fire(),
    });
    this.events = new EventKeeper({
      clock,
      logger: options.logger,
      mysql: name => this.instances.mysql(name),
      announce: (type, reason, message) => this.announce(type, reason, message),
      onChange: () => this.trigger.fire(),
    });
    this.surplus = new SurplusReader({
      clock,
      logger: options.logger,
      supervisor: name => this.instances.supervisor(name),
      onChange: () => this.trigger.fire(),
    });
    this.rotation = new PasswordRotation({
      clock,
      instances: this.instances,
      names: () => [...this.state.pods().keys()],
      primary: () => this.record?.recorded.primary,
      credentials: () => this.housekeeping?.credentials(),
      read: async () => this.housekeeping?.readSecrets(),
      change: async change => this.housekeeping?.changeSecrets(change),
      onChange: () => this.trigger.fire(),
    });
    this.state = new ClusterState({
      heartbeats: name => this.surplus.heartbeats(name),
      rotation: this.rotation,
      binlogs: name => this.binlogs.view(name),
      events: () => this.events.view(),
      archive: () => options.archives?.view(key),
      outside: this.outside,
      key,
      kubernetes,
      clock,
      instances: this.instances,
      heartbeat: this.heartbeat,
      operations: this.operations,
    });
  }

  /** Begins to work. `onEnd` is called when the authority is lost, so that the engine can begin anew. */
  static start(options: WorkerOptions, onEnd: () => void): ClusterWorker {
    const worker = new ClusterWorker(options);
    worker.lanes = worker.run().finally(onEnd);
    return worker;
  }

  /** Something happened that may matter. */
  poke(): void {
    this.trigger.fire();
    this.housekeeping?.poke();
  }

  /** Ends all lanes and connections; MySQL goes on. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.trigger.fire();
    this.housekeeping?.poke();
    await this.lanes.catch(() => undefined);
    await this.instances.close();
  }

  private async run(): Promise<void> {
    const { kubernetes, clock, key, logger } = this.options;
    try {
      while (!this.record && !this.ended()) {
        try {
          this.record = await ClusterRecord.load(
            kubernetes,
            clock,
            key.namespace,
            key.name,
          );
          if (!this.record) return;
        } catch (error) {
          logger.warn(`Its record can't be read yet: ${stringifyError(error)}`);
          await clock.sleep(1_000, this.abort.signal).catch(() => undefined);
        }
      }
      if (!this.record) return;
      const house = Housekeeping.create({
        ...this.options,
        record: this.record,
        state: this.state,
        instances: this.instances,
        poke: () => this.trigger.fire(),
      });
      this.housekeeping = house;
      await Promise.all([
        this.haLane(this.record),
        house.run(this.abort.signal),
        this.every(HEARTBEAT_MS, () => this.beat()),
        // What only PID 1 knows: why a mysqld does not run, and how full its disk is.
        this.every(SUPERVISORS_MS, () => this.instances.askSupervisors()),
        // The MySQL outside may be far and slow to answer.
        this.every(OUTSIDE_MS, () => this.lookOutside()),
        // New passwords wait for kubelets.
        this.every(ROTATION_MS, () => this.rotation.look()),
        this.everyWhileLed(BINLOGS_MS, this.record, (snapshot, record) =>
          this.binlogs.look(snapshot, record.status),
        ),
        this.everyWhileLed(
          () => this.events.pauseMs(eventsMs(this.options.clusters())),
          this.record,
          snapshot => this.events.look(snapshot),
        ),
      ]);
    } catch (error) {
      if (!(error instanceof AuthorityLostError)) throw error;
      logger.info(`Stands back: ${error.message}`);
    } finally {
      this.abort.abort();
      await this.instances.close();
    }
  }

  private async haLane(record: ClusterRecord): Promise<void> {
    const { clock, logger, clusters } = this.options;
    const loop = new HaLoop(this.haCluster(record), clock, logger);
    const exchange = this.exchange(record);
    await this.firstProbes();
    while (!this.ended()) {
      let due = lookMs(clusters(), false);
      try {
        this.context(record).assertAuthority();
        const isBusy = await exchange.turn();
        const next = await loop.turn();
        due = Math.min(
          lookMs(clusters(), this.isAtRest(loop) && !isBusy),
          next,
        );
      } catch (error) {
        if (error instanceof AuthorityLostError) {
          this.abort.abort();
          this.housekeeping?.poke();
          throw error;
        }
        logger.error(`A look failed and is repeated: ${stringifyError(error)}`);
        due = 1_000;
      }
      await this.trigger.wait(due);
    }
  }

  /** A restore in place is carried out between the turns of the loop, so that no plan is under way. */
  private exchange(record: ClusterRecord): VolumeExchange {
    const { key, kubernetes, clock } = this.options;
    return new VolumeExchange({
      ...{ key, kubernetes, clock, record },
      isBusy: () => this.operations.request()?.begun ?? false,
      assertAuthority: () => this.context(record).assertAuthority(),
    });
  }

  /** Nothing is the matter, and no write waits. */
  private isAtRest(loop: HaLoop): boolean {
    const pending = this.heartbeat.pendingMs(this.record?.recorded.primary);
    return loop.foundNothing && pending === undefined;
  }

  /** Nothing is concluded, nor shown, before each instance was asked once. */
  private async firstProbes(): Promise<void> {
    const { clock } = this.options;
    const startedAt = clock.monotonic();
    while (
      !this.ended() &&
      !this.instances.isProbed &&
      clock.monotonic() - startedAt < FIRST_PROBES_MS
    ) {
      await this.trigger.wait(100);
    }
  }

  /** One lane: works again and again, with a pause in between, in milliseconds, until this ends. */
  private async every(
    pause: number | (() => number),
    work: () => Promise<unknown> | void,
  ): Promise<void> {
    const { clock } = this.options;
    while (!this.ended()) {
      await work();
      const ms = typeof pause === 'number' ? pause : pause();
      await clock.sleep(ms, this.abort.signal).catch(() => undefined);
    }
  }

  /** A lane that has something to do only while there is a primary and this process may act. */
  private everyWhileLed(
    pause: number | (() => number),
    record: ClusterRecord,
    work: (snapshot: Snapshot, record: ClusterRecord) => Promise<unknown>,
  ): Promise<void> {
    return this.every(pause, async () => {
      const { hasAuthority } = this.options;
      if (this.current() && record.recorded.primary && hasAuthority()) {
        await work(this.snapshot(record), record);
      }
    });
  }

  private lookOutside(): Promise<void> {
    const spec = this.current()?.spec;
    const { status = {} } = this.record ?? {};
    return this.outside.look(spec && outsideWanted(spec, status));
  }

  private beat(): void {
    const primary = this.record?.recorded.primary;
    const cluster = this.current();
    const view = primary ? this.instances.view(primary) : undefined;
    if (
      !primary ||
      !cluster ||
      cluster.spec.paused ||
      view?.state !== 'reachable' ||
      view.facts.superReadOnly
    ) {
      this.heartbeat.rest();
      return;
    }
    this.heartbeat.note(primary, view.facts);
    // Writes that hang are found by the time that passes, and why they do by what its supervisor says of the disk.
    const pendingMs = this.heartbeat.pendingMs(primary) ?? 0;
    if (pendingMs >= HANGS_MS) {
      this.trigger.fire();
      void this.instances.askSupervisor(primary);
    }
    // Not awaited: a heartbeat may wait for as long as its commit does.
    void this.heartbeat.beat(primary, this.instances.mysql(primary), () =>
      this.trigger.fire(),
    );
  }

  private haCluster(record: ClusterRecord): HaCluster {
    const context = this.context(record);
    return {
      context,
      current: () => this.current(),
      snapshot: () => this.snapshot(record),
      refresh: () => this.instances.refresh(),
      takeCommand: () => this.instances.takeCommand(),
      doubtCommand: () => this.instances.doubtCommand(),
      display: (snapshot, findings) => this.display(record, snapshot, findings),
      operations: this.operations,
      beside: this.plansBeside(record),
      announce: (type, reason, message) => this.announce(type, reason, message),
    };
  }

  private announce(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    const cluster = this.current();
    if (!cluster) return;
    this.options.kubernetes.recordEvent(cluster, { type, reason, message });
  }

  private context(record: ClusterRecord, incident = this.incident): ActContext {
    const { key, clock, logger, kubernetes, hasAuthority } = this.options;
    return actContext({
      key,
      clock,
      logger,
      kubernetes,
      hasAuthority,
      record,
      instances: this.instances,
      incident,
      operations: this.operations,
      credentials: () => this.housekeeping?.credentials(),
      routing: this.routing(record),
      outside: this.outside,
      rotation: this.rotation,
      downForMs: () => {
        const primary = primaryOf(this.snapshot(record));
        return primary?.mysql.state === 'unreachable' ? primary.mysql.forMs : 0;
      },
      onFirstCommit: instance => this.heartbeat.proved(instance),
    });
  }

  private routing(record: ClusterRecord): Routing {
    return Routing.for({
      ...this.options,
      record,
      snapshot: () => this.snapshot(record),
      current: () => this.current(),
    });
  }

  private plansBeside(record: ClusterRecord): PlansBeside {
    const { clock, logger } = this.options;
    return new PlansBeside({
      logger,
      signal: this.abort.signal,
      context: () => this.context(record, new IncidentLog(clock)),
      operations: this.operations,
      instances: this.instances,
      tasks: this.state.tasks,
      failures: this.state.taskFailures,
      announce: (reason, message) => this.announce('Warning', reason, message),
      onEnd: () => this.trigger.fire(),
    });
  }

  private snapshot(record: ClusterRecord): Snapshot {
    const cluster = this.current();
    if (!cluster) throw new AuthorityLostError('the cluster is gone');
    return this.state.snapshot(cluster, record);
  }

  /** The cluster while it exists and is not being deleted. */
  private current(): MySQLCluster | undefined {
    const { kubernetes, key } = this.options;
    const found = kubernetes.getCluster(key.namespace, key.name);
    const cluster = this.record ? asRun(found, this.record.status) : found;
    return cluster?.metadata.deletionTimestamp ? undefined : cluster;
  }

  private async display(
    record: ClusterRecord,
    snapshot: Snapshot,
    findings: readonly Finding[],
  ): Promise<void> {
    const cluster = this.current();
    if (!cluster) return;
    const shown = composeStatus({
      snapshot,
      findings,
      refusals: this.refusals(cluster),
      previous: record.status,
      generation: cluster.metadata.generation,
      activity:
        this.incident.kind === 'Switchover' ? 'SwitchingOver' : undefined,
      paused: cluster.spec.paused,
      appUserReady: this.housekeeping?.isAppUserReady ?? false,
      podTemplateVersion: this.housekeeping?.podTemplateVersion ?? 1,
    });
    this.operations.tend(cluster);
    this.surplus.consider(snapshot, findings);
    this.sampleLag(snapshot);
    if (!cluster.spec.paused && record.recorded.primary) {
      await this.routing(record).write(false);
    }
    if (!sameStatus(record.status, shown)) await record.display(shown);
    else await record.confirm(cluster.status);
  }

  private refusals(cluster: MySQLCluster): readonly Refusal[] {
    return [
      ...validateSpec(cluster).map(({ field, message, effect }) => ({
        reason: 'InvalidSpec',
        message: `${field}: ${message}`,
        effect,
      })),
      ...(this.housekeeping?.refusals() ?? []),
    ];
  }

  private sampleLag(snapshot: Snapshot): void {
    this.options.lagHistory.add(
      this.options.key,
      snapshot.takenAt,
      Object.fromEntries(
        snapshot.instances
          .filter(i => i.name !== snapshot.recorded.primary)
          .map(i => [
            i.name,
            i.mysql.state === 'reachable' &&
            i.mysql.facts.replica?.receiver === 'ON'
              ? i.mysql.facts.replica.lagSeconds
              : null,
          ]),
      ),
    );
  }

  private ended(): boolean {
    return this.abort.signal.aborted;
  }
}
