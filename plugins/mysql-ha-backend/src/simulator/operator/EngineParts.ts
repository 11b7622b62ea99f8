import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext, execute } from '../../act';
import { diagnose, Finding } from '../../diagnose';
import { actContext } from '../../engine/actContext';
import { ClusterRecord } from '../../engine/ClusterRecord';
import { HaCluster, Rooms } from '../../engine/HaLoop';
import { Heartbeat } from '../../engine/Heartbeat';
import { IncidentLog } from '../../engine/IncidentLog';
import { InstanceSet } from '../../engine/InstanceSet';
import { PlansBeside } from '../../engine/PlansBeside';
import { Routing } from '../../engine/Routing';
import { Trigger } from '../../engine/Trigger';
import { LongTask, primaryOf, PrimaryPast, Snapshot } from '../../observe';
import { OperationDesk } from '../../operations';
import { planFor } from '../../plan';
import { KEY } from '../names';
import { displayed } from './displayed';
import { SideLanes } from './SideLanes';
import { takeSnapshot } from './takeSnapshot';
import { tellingSteps } from './tellingSteps';
import { WorkerOptions } from './WorkerOptions';

const PRIMARY_PROBE_MS = 500;
const REPLICA_PROBE_MS = 1_000;

/** The engine's own parts of one worker, tied together as `engine/ClusterWorker` does, without the housekeeping. */
export class EngineParts {
  readonly trigger: Trigger;
  readonly poke = () => this.trigger.fire();
  readonly heartbeat: Heartbeat;
  readonly instances: InstanceSet;
  readonly side: SideLanes;
  readonly rooms: Rooms;
  private readonly incident: IncidentLog;
  private readonly operations: OperationDesk;
  private readonly beside: PlansBeside;
  private readonly tasks = new Map<string, LongTask>();
  private readonly silentSince = new Map<string, number>();
  private readonly past = new PrimaryPast();

  constructor(
    private readonly options: WorkerOptions,
    private readonly record: ClusterRecord,
    signal: AbortSignal,
  ) {
    const { kubernetes, process, mysql, plant, logger } = options;
    const hasAuthority = () => this.hasAuthority();
    const onChange = this.poke;
    this.trigger = new Trigger(process);
    this.heartbeat = new Heartbeat(process, {
      lateMs: () => plant.lateMs?.(process.lateMs()) ?? process.lateMs(),
    });
    this.incident = new IncidentLog(process);
    this.operations = new OperationDesk({
      ...{ key: KEY, kubernetes, clock: process, logger, hasAuthority },
    });
    this.instances = new InstanceSet({
      adapter: mysql,
      clock: process,
      namespace: KEY.namespace,
      interval: name =>
        name === record.recorded.primary ? PRIMARY_PROBE_MS : REPLICA_PROBE_MS,
      stalledMs: () => process.stalledMs(),
      onChange,
    });
    const { instances } = this;
    const snapshot = () => this.snapshot();
    this.side = new SideLanes(options, {
      ...{ record, instances, hasAuthority, snapshot, onChange },
    });
    const rooms = { diagnose, planFor, execute };
    this.rooms = plant.rooms?.(rooms) ?? rooms;
    this.beside = new PlansBeside({
      ...{ logger, signal, instances, operations: this.operations },
      tasks: this.tasks,
      context: () => this.context(new IncidentLog(process)),
      execute: (plan, context) => {
        options.onPlanBeside();
        return this.rooms.execute(
          plan,
          tellingSteps(plan, context, options.onStepBeside),
        );
      },
      announce: () => {},
      onEnd: onChange,
    });
  }

  /** The recorded primary. */
  primary(): string | undefined {
    return this.record.recorded.primary;
  }

  /** The cluster while it exists. */
  current(): MySQLCluster | undefined {
    return this.options.kubernetes.getCluster();
  }

  /** What the loop needs. */
  haCluster(): HaCluster {
    const { instances, operations, beside } = this;
    return {
      ...{ operations, beside },
      context: this.context(),
      current: () => this.current(),
      snapshot: () => this.snapshot(),
      refresh: () => instances.refresh(),
      takeCommand: () => instances.takeCommand(),
      doubtCommand: () => instances.doubtCommand(),
      display: (snapshot, findings) => this.display(snapshot, findings),
      announce: () => {},
    };
  }

  private context(incident = this.incident): ActContext {
    const { process, kubernetes, logger, plant } = this.options;
    const { operations, record, instances, side } = this;
    const context = actContext({
      ...{ key: KEY, clock: process, logger, kubernetes, incident },
      ...{ operations, record, instances },
      ...{ outside: side.outside, rotation: side.rotation },
      hasAuthority: () => this.hasAuthority(),
      credentials: () => side.logins.credentials(),
      routing: this.routing(),
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
      ...{ key: KEY, kubernetes, logger, record: this.record },
      snapshot: () => this.snapshot(),
      current: () => kubernetes.getCluster(),
      hasAuthority: () => this.hasAuthority(),
    });
  }

  private snapshot(): Snapshot {
    const { kubernetes, process, outdated } = this.options;
    const { instances, heartbeat, tasks, silentSince, past, side } = this;
    return takeSnapshot({
      state: kubernetes.view(),
      reachable: kubernetes.isReachable(),
      recorded: this.record.recorded,
      ...{ process, instances, heartbeat, tasks, silentSince, past },
      ...{ outdated, side },
      operation: this.operations.request(),
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
    this.side.surplus.consider(snapshot, findings);
    if (this.record.recorded.primary) await this.routing().write(false);
    const cluster = this.options.kubernetes.getCluster();
    if (cluster) this.operations.tend(cluster);
    const shown = displayed(snapshot, findings, this.record.status);
    if (shown !== this.record.status) await this.record.display(shown);
  }
}
