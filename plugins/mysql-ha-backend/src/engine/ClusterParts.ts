import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext, AuthorityLostError } from '../act';
import { EventKeeper } from '../events';
import { asRun, VolumeExchange } from '../exchange';
import { primaryOf, Snapshot } from '../observe';
import { OperationDesk } from '../operations';
import { BinlogKeeper } from '../retention';
import { actContext } from './actContext';
import { ClusterRecord } from './ClusterRecord';
import { ClusterState } from './ClusterState';
import { Heartbeat } from './Heartbeat';
import { Housekeeping } from './Housekeeping';
import { IncidentLog } from './IncidentLog';
import { InstanceSet } from './InstanceSet';
import { OutsideSource } from './OutsideSource';
import { replicaProbeMs } from './pace';
import { PasswordRotation } from './PasswordRotation';
import { PlansBeside } from './PlansBeside';
import { Routing } from './Routing';
import { StatusDisplay } from './StatusDisplay';
import { SurplusReader } from './SurplusReader';
import { Trigger } from './Trigger';
import { WorkerOptions } from './WorkerOptions';

/** How often a primary is probed while all is well, in milliseconds. */
const PRIMARY_PROBE_MS = 500;

/** All that looks after one cluster, tied together; what runs when is the worker's. */
export class ClusterParts {
  /** Wakes the HA loop. */
  readonly trigger: Trigger;
  /** Something was found that the loop should look at. */
  readonly poke = () => this.trigger.fire();
  readonly heartbeat: Heartbeat;
  readonly operations: OperationDesk;
  readonly instances: InstanceSet;
  readonly outside: OutsideSource;
  readonly binlogs: BinlogKeeper;
  readonly events: EventKeeper;
  readonly rotation: PasswordRotation;
  readonly housekeeping: Housekeeping;
  readonly surplus: SurplusReader;
  readonly beside: PlansBeside;
  readonly exchange: VolumeExchange;
  readonly display: StatusDisplay;
  private readonly incident: IncidentLog;
  private readonly state: ClusterState;
  private readonly routing: Routing;

  constructor(
    private readonly options: WorkerOptions,
    readonly record: ClusterRecord,
    signal: AbortSignal,
  ) {
    const { clock, key, kubernetes, logger, mysql } = options;
    this.trigger = new Trigger(clock);
    this.heartbeat = new Heartbeat(clock, options.stalls);
    this.incident = new IncidentLog(clock);
    this.operations = new OperationDesk(options);
    this.instances = new InstanceSet({
      adapter: mysql,
      clock,
      namespace: key.namespace,
      interval: name =>
        name === this.primary()
          ? PRIMARY_PROBE_MS
          : replicaProbeMs(options.clusters()),
      stalledMs: () => options.stalls.stalledMs(),
      onChange: this.poke,
    });
    this.outside = new OutsideSource({
      namespace: key.namespace,
      kubernetes,
      mysql,
      clock,
      onChange: this.poke,
    });
    this.binlogs = new BinlogKeeper({
      logger,
      mysql: name => this.instances.mysql(name),
      supervisor: name => this.instances.supervisor(name),
      ask: name => this.instances.askSupervisor(name),
      announce: (reason, message) => this.announce('Warning', reason, message),
      onChange: this.poke,
    });
    this.events = new EventKeeper({
      clock,
      logger,
      mysql: name => this.instances.mysql(name),
      announce: (type, reason, message) => this.announce(type, reason, message),
      onChange: this.poke,
    });
    this.surplus = new SurplusReader({
      clock,
      logger,
      supervisor: name => this.instances.supervisor(name),
      onChange: this.poke,
    });
    this.rotation = new PasswordRotation({
      clock,
      instances: this.instances,
      names: () => [...this.state.pods().keys()],
      primary: () => this.primary(),
      credentials: () => this.housekeeping.credentials(),
      read: () => this.housekeeping.readSecrets(),
      change: change => this.housekeeping.changeSecrets(change),
      onChange: this.poke,
    });
    this.state = new ClusterState({
      rotation: this.rotation,
      binlogs: name => this.binlogs.view(name),
      heartbeats: name => this.surplus.heartbeats(name),
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
    this.housekeeping = Housekeeping.create({
      ...options,
      record,
      state: this.state,
      instances: this.instances,
      poke: this.poke,
    });
    this.routing = Routing.for({
      ...options,
      record,
      snapshot: () => this.snapshot(),
      current: () => this.current(),
    });
    this.beside = new PlansBeside({
      logger,
      signal,
      context: () => this.context(new IncidentLog(clock)),
      operations: this.operations,
      instances: this.instances,
      tasks: this.state.tasks,
      failures: this.state.taskFailures,
      announce: (reason, message) => this.announce('Warning', reason, message),
      onEnd: this.poke,
    });
    this.exchange = new VolumeExchange({
      ...{ key, kubernetes, clock, record },
      isBusy: () => this.operations.request()?.begun ?? false,
      assertAuthority: () => this.context().assertAuthority(),
    });
    this.display = new StatusDisplay({
      ...{ key, record, lagHistory: options.lagHistory },
      incident: this.incident,
      operations: this.operations,
      housekeeping: this.housekeeping,
      routing: this.routing,
    });
  }

  /** The recorded primary. */
  primary(): string | undefined {
    return this.record.recorded.primary;
  }

  /** The cluster while it exists and is not being deleted. */
  current(): MySQLCluster | undefined {
    const { kubernetes, key } = this.options;
    const cluster = asRun(
      kubernetes.getCluster(key.namespace, key.name),
      this.record.status,
    );
    return cluster?.metadata.deletionTimestamp ? undefined : cluster;
  }

  /** @throws AuthorityLostError when the cluster is gone */
  snapshot(): Snapshot {
    const cluster = this.current();
    if (!cluster) throw new AuthorityLostError('the cluster is gone');
    return this.state.snapshot(cluster, this.record);
  }

  /** Records a Kubernetes Event. */
  announce(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const cluster = this.current();
    if (!cluster) return;
    this.options.kubernetes.recordEvent(cluster, { type, reason, message });
  }

  /** What the steps of a plan work with; those of the loop are kept in the incident that is under way. */
  context(incident = this.incident): ActContext {
    const { key, clock, logger, kubernetes, hasAuthority } = this.options;
    return actContext({
      key,
      clock,
      logger,
      kubernetes,
      hasAuthority,
      record: this.record,
      instances: this.instances,
      incident,
      operations: this.operations,
      credentials: () => this.housekeeping.credentials(),
      routing: this.routing,
      outside: this.outside,
      rotation: this.rotation,
      downForMs: () => {
        const primary = primaryOf(this.snapshot());
        return primary?.mysql.state === 'unreachable' ? primary.mysql.forMs : 0;
      },
      onFirstCommit: instance => this.heartbeat.proved(instance),
    });
  }
}
