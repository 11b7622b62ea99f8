import { AuthorityLostError } from '../../act';
import { ClusterRecord } from '../../engine/ClusterRecord';
import { firstProbes } from '../../engine/firstProbes';
import { HaLoop } from '../../engine/HaLoop';
import { HeartbeatLane } from '../../engine/HeartbeatLane';
import { lane, LaneWork } from '../../engine/lane';
import { PAUSES_MS } from '../../engine/pace';
import { KEY } from '../names';
import { EngineParts } from './EngineParts';
import { WorkerOptions } from './WorkerOptions';

const LOOK_MS = 2_000;

/** The lanes of `engine/ClusterWorker` that a simulation has, beside each other. */
export class SimulatedWorker {
  private readonly abort = new AbortController();
  private readonly parts: EngineParts;

  private constructor(
    private readonly options: WorkerOptions,
    record: ClusterRecord,
  ) {
    this.parts = new EngineParts(options, record, this.abort.signal);
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
    void this.parts.side.logins.connect().catch(error => {
      this.options.logger.warn(String(error));
    });
    this.parts.trigger.fire();
  }

  stop(): void {
    this.abort.abort();
    this.parts.trigger.fire();
  }

  private async work(): Promise<void> {
    const { instances, side } = this.parts;
    const heartbeat = new HeartbeatLane(this.parts);
    this.poke();
    try {
      await Promise.all([
        this.haLane(),
        this.every(PAUSES_MS.heartbeat, () => heartbeat.turn()),
        this.every(PAUSES_MS.supervisors, () => instances.askSupervisors()),
        side.run((pause, work) => this.every(pause, work)),
      ]);
    } catch (error) {
      if (!(error instanceof AuthorityLostError)) throw error;
    } finally {
      this.stop();
      await instances.close();
    }
  }

  private async haLane(): Promise<void> {
    const { process, logger } = this.options;
    const { rooms, trigger, instances } = this.parts;
    const cluster = this.parts.haCluster();
    const loop = new HaLoop(cluster, process, logger, rooms);
    await firstProbes({
      ...{ trigger, instances, clock: process },
      signal: this.abort.signal,
    });
    while (!this.ended) {
      let due = LOOK_MS;
      try {
        cluster.context.assertAuthority();
        due = Math.min(due, await loop.turn());
      } catch (error) {
        if (error instanceof AuthorityLostError) throw error;
        logger.error(String(error));
        due = 1_000;
      }
      await trigger.wait(due);
    }
  }

  private every(pause: number | (() => number), work: LaneWork): Promise<void> {
    const { process: clock } = this.options;
    return lane({ clock, signal: this.abort.signal, pause }, work);
  }

  private get ended(): boolean {
    return this.abort.signal.aborted;
  }
}
