import { stringifyError } from '@backstage/errors';
import { AuthorityLostError } from '../act';
import { outsideWanted, Snapshot } from '../observe';
import { ClusterParts } from './ClusterParts';
import { ClusterRecord } from './ClusterRecord';
import { HaLane } from './HaLane';
import { HeartbeatLane } from './HeartbeatLane';
import { lane, LaneWork } from './lane';
import { eventsMs, PAUSES_MS } from './pace';
import { WorkerOptions } from './WorkerOptions';

/** Between two tries to read the record, in milliseconds. */
const AGAIN_MS = 1_000;

/**
 * Keeps one cluster as its spec says, for as long as this process has the authority. Its lanes run beside each other, so
 * that nothing slow stands in the way of a failover: the HA loop, the housekeeping (Kubernetes objects, users,
 * configuration), the heartbeat, and one for each that asks or writes what may take its time.
 */
export class ClusterWorker {
  private readonly abort = new AbortController();
  private parts?: ClusterParts;
  private lanes: Promise<unknown> = Promise.resolve();

  private constructor(private readonly options: WorkerOptions) {}

  /** Begins to work. `onEnd` is called when the authority is lost, so that the engine can begin anew. */
  static start(options: WorkerOptions, onEnd: () => void): ClusterWorker {
    const worker = new ClusterWorker(options);
    worker.lanes = worker.run().finally(onEnd);
    return worker;
  }

  /** Something happened that may matter. */
  poke(): void {
    this.parts?.trigger.fire();
    this.parts?.housekeeping.poke();
  }

  /** Ends all lanes and connections; MySQL goes on. */
  async stop(): Promise<void> {
    this.end();
    await this.lanes.catch(() => undefined);
    await this.parts?.instances.close();
  }

  private async run(): Promise<void> {
    const record = await this.load();
    if (!record) return;
    const { signal } = this.abort;
    const parts = new ClusterParts(this.options, record, signal);
    this.parts = parts;
    try {
      await Promise.all(this.lanesOf(parts));
    } catch (error) {
      if (!(error instanceof AuthorityLostError)) throw error;
      this.options.logger.info(`Stands back: ${error.message}`);
    } finally {
      this.end();
      await parts.instances.close();
    }
  }

  /** @returns undefined when the cluster is gone, or this ends */
  private async load(): Promise<ClusterRecord | undefined> {
    const { kubernetes, clock, key, logger } = this.options;
    const { signal } = this.abort;
    while (!signal.aborted) {
      try {
        return await ClusterRecord.load(
          kubernetes,
          clock,
          key.namespace,
          key.name,
        );
      } catch (error) {
        logger.warn(`Its record can't be read yet: ${stringifyError(error)}`);
        await clock.sleep(AGAIN_MS, signal).catch(() => undefined);
      }
    }
    return undefined;
  }

  private lanesOf(parts: ClusterParts): readonly Promise<void>[] {
    const { clock, clusters } = this.options;
    const { signal } = this.abort;
    const { instances, outside, rotation, binlogs, events, record } = parts;
    const heartbeat = new HeartbeatLane(parts);
    const every = (pause: number | (() => number), work: LaneWork) =>
      lane({ clock, signal, pause }, work);
    return [
      new HaLane(this.options, parts).run(signal),
      parts.housekeeping.run(signal),
      every(PAUSES_MS.heartbeat, () => heartbeat.turn()),
      // What only PID 1 knows: why a mysqld does not run, and how full its disk is.
      every(PAUSES_MS.supervisors, () => instances.askSupervisors()),
      // The MySQL outside may be far and slow to answer.
      every(PAUSES_MS.outside, () => {
        const spec = parts.current()?.spec;
        return outside.look(spec && outsideWanted(spec, record.status));
      }),
      // New passwords wait for kubelets.
      every(PAUSES_MS.rotation, () => rotation.look()),
      every(
        PAUSES_MS.binlogs,
        this.whileLed(parts, snapshot => binlogs.look(snapshot, record.status)),
      ),
      every(
        () => events.pauseMs(eventsMs(clusters())),
        this.whileLed(parts, snapshot => events.look(snapshot)),
      ),
    ];
  }

  /** What there is to do only while there is a primary and this process may act. */
  private whileLed(
    parts: ClusterParts,
    work: (snapshot: Snapshot) => Promise<unknown>,
  ): LaneWork {
    return async () => {
      if (parts.current() && parts.primary() && this.options.hasAuthority()) {
        await work(parts.snapshot());
      }
    };
  }

  private end(): void {
    this.abort.abort();
    this.poke();
  }
}
