import { ClusterRecord } from '../../engine/ClusterRecord';
import { InstanceSet } from '../../engine/InstanceSet';
import { LaneWork } from '../../engine/lane';
import { OutsideSource } from '../../engine/OutsideSource';
import { eventsMs, PAUSES_MS } from '../../engine/pace';
import { PasswordRotation } from '../../engine/PasswordRotation';
import { SurplusReader } from '../../engine/SurplusReader';
import { EventKeeper } from '../../events';
import { outsideWanted, Snapshot } from '../../observe';
import { BinlogKeeper } from '../../retention';
import { KEY } from '../names';
import { Logins } from './Logins';
import { WorkerOptions } from './WorkerOptions';

type Seen = Pick<Snapshot, 'operation' | 'recorded' | 'spec'>;

/** One worker has one cluster. */
const CLUSTERS = 1;

/**
 * What a worker looks after beside its loop: logins, the MySQL outside, new passwords, binary logs, scheduled events, and
 * what an instance holds alone. Each lane runs only where the schedule is about it, as none is about more later.
 */
export class SideLanes {
  readonly logins: Logins;
  readonly outside: OutsideSource;
  readonly rotation: PasswordRotation;
  readonly surplus: SurplusReader;
  private readonly binlogs: BinlogKeeper;
  private readonly events: EventKeeper;

  constructor(
    private readonly worker: WorkerOptions,
    private readonly options: {
      readonly record: ClusterRecord;
      readonly instances: InstanceSet;
      readonly hasAuthority: () => boolean;
      readonly snapshot: () => Snapshot;
      readonly onChange: () => void;
    },
  ) {
    const { kubernetes, process: clock, mysql, logger } = worker;
    const { record, instances, hasAuthority, onChange } = options;
    this.logins = new Logins({ kubernetes, instances, hasAuthority });
    this.outside = new OutsideSource({
      namespace: KEY.namespace,
      ...{ kubernetes, mysql, clock, onChange },
    });
    this.rotation = new PasswordRotation({
      ...{ clock, instances, onChange },
      names: () => [...kubernetes.view().pods.keys()],
      primary: () => record.recorded.primary,
      credentials: () => this.logins.credentials(),
      read: () => this.logins.readSecrets(),
      change: change => this.logins.changeSecrets(change),
    });
    this.surplus = new SurplusReader({
      ...{ clock, logger, onChange },
      supervisor: name => instances.supervisor(name),
    });
    this.binlogs = new BinlogKeeper({
      ...{ logger, onChange },
      mysql: name => instances.mysql(name),
      supervisor: name => instances.supervisor(name),
      ask: name => instances.askSupervisor(name),
      announce: () => {},
    });
    this.events = new EventKeeper({
      ...{ clock, logger, onChange },
      mysql: name => instances.mysql(name),
      announce: () => {},
    });
  }

  /** What snapshots show of it. */
  view({ operation, recorded, spec }: Seen) {
    return {
      outside: outsideWanted(spec, this.options.record.status)
        ? this.outside.view(recorded.primary)
        : undefined,
      rotation: this.rotation.view(operation),
      binlogs: (instance: string) => this.binlogs.view(instance),
      heartbeats: (instance: string) => this.surplus.heartbeats(instance),
      events: this.events.view(),
    };
  }

  /** @param every - one lane: does its work again and again, with a pause in between, in milliseconds */
  async run(
    every: (pause: number | (() => number), work: LaneWork) => Promise<void>,
  ): Promise<void> {
    const { isHeavy, schedulesEvents, kubernetes } = this.worker;
    const { record } = this.options;
    const source = () => {
      const spec = kubernetes.getCluster()?.spec;
      return spec && outsideWanted(spec, record.status);
    };
    await Promise.all([
      source() && every(PAUSES_MS.outside, () => this.outside.look(source())),
      this.logins.isAboutPasswords &&
        every(PAUSES_MS.rotation, () => this.rotation.look()),
      isHeavy &&
        every(PAUSES_MS.binlogs, () =>
          this.whileLed(seen => this.binlogs.look(seen, record.status)),
        ),
      schedulesEvents &&
        every(
          () => this.events.pauseMs(eventsMs(CLUSTERS)),
          () => this.whileLed(seen => this.events.look(seen)),
        ),
    ]);
  }

  /**
   * A lane that has something to do only while there is a primary and this process may act. It commands, as it would since
   * a round of the housekeeping.
   */
  private async whileLed(
    work: (snapshot: Snapshot) => Promise<unknown>,
  ): Promise<void> {
    const { record, hasAuthority, instances, snapshot } = this.options;
    if (!record.recorded.primary || !hasAuthority()) return;
    await instances.takeCommand();
    await work(snapshot());
  }
}
