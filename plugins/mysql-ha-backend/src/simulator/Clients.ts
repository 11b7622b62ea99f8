import { GtidSet } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { SimulatedCluster } from './SimulatedCluster';
import { Random } from './time';

/** How long a client waits between two commits, on average, in milliseconds. */
const PAUSE_MS = 500;

/**
 * Two clients that commit again and again: one asks the Service each time, one stays where it is until it is refused or
 * cut off. What they were told is what the cluster has to keep.
 */
export class Clients {
  acknowledged = GtidSet.EMPTY;
  acknowledgedCount = 0;
  private writing = true;
  private stays?: string;

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly clock: VirtualClock,
    private readonly random: Random,
    /** Called at the moment at which a client is told OK. */
    private readonly onAcknowledged: (server: string, gtid: GtidSet) => void,
    /** Whether what is told there counts: not where somebody let clients in by hand. */
    private readonly counts: (server: string) => boolean,
  ) {}

  start(): void {
    this.next(() => this.commitAt(this.served()));
    this.next(() => {
      this.stays ??= this.served();
      this.commitAt(this.stays);
    });
  }

  stop(): void {
    this.writing = false;
  }

  /** Commits now, so that something is under way when a fault happens. */
  burst(): void {
    this.commitAt(this.served());
  }

  /** Nobody counts on these any more. */
  forget(lost: GtidSet): void {
    this.acknowledged = this.acknowledged.subtract(lost);
  }

  private next(commit: () => void): void {
    const pause = Math.round(-Math.log(1 - this.random.next()) * PAUSE_MS);
    this.clock.after(Math.min(pause, 4 * PAUSE_MS), () => {
      if (!this.writing) return;
      commit();
      this.next(commit);
    });
  }

  private commitAt(name: string | undefined): void {
    const { world } = this.cluster;
    if (!name || !world.has(name)) return;
    world.commit(name, {
      change: this.cluster.row,
      onTold: (outcome, gtid) => {
        if (outcome === 'ok') {
          if (gtid && this.counts(name)) this.told(name, gtid);
        } else if (this.stays === name) this.stays = undefined;
      },
    });
  }

  private told(name: string, gtid: GtidSet): void {
    this.onAcknowledged(name, gtid);
    // What is told outside is kept there.
    if (name === this.cluster.outside?.name) return;
    this.acknowledged = this.acknowledged.union(gtid);
    this.acknowledgedCount += 1;
  }

  /** The address of the Service for writes, by instance. */
  private served(): string | undefined {
    if (this.cluster.isFollowing) return this.cluster.outside?.name;
    const slice = this.cluster.api.state.slices.get('orders-primary');
    const endpoints = slice?.endpoints;
    const [endpoint] = Array.isArray(endpoints) ? endpoints : [];
    return endpoint?.targetRef.name;
  }
}
