import { AuthorityLostError } from '../../act';
import { ClusterRecord } from '../../engine/ClusterRecord';
import { HaLoop } from '../../engine/HaLoop';
import { KEY } from '../names';
import { EngineParts } from './EngineParts';
import { WorkerOptions } from './WorkerOptions';

const LOOK_MS = 2_000;
const FIRST_PROBES_MS = 5_000;

/** The lanes of `engine/ClusterWorker` that a simulation has, beside each other. */
export class SimulatedWorker {
  private readonly abort = new AbortController();
  private readonly parts: EngineParts;

  private constructor(
    private readonly options: WorkerOptions,
    private readonly record: ClusterRecord,
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
    this.poke();
    try {
      await Promise.all([
        this.haLane(),
        this.every(500, () => this.beat()),
        this.every(250, () => instances.askSupervisors()),
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
    const { rooms, trigger } = this.parts;
    const cluster = this.parts.haCluster();
    const loop = new HaLoop(cluster, process, logger, rooms);
    await this.firstProbes();
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

  private async firstProbes(): Promise<void> {
    const { process } = this.options;
    const { instances, trigger } = this.parts;
    const startedAt = process.monotonic();
    while (
      !this.ended &&
      !instances.isProbed &&
      process.monotonic() - startedAt < FIRST_PROBES_MS
    ) {
      await trigger.wait(100);
    }
  }

  /** One lane: works again and again, with a pause in between, in milliseconds, until this ends. */
  private async every(
    pause: number | (() => number),
    work: () => unknown,
  ): Promise<void> {
    while (!this.ended) {
      await work();
      await this.options.process
        .sleep(typeof pause === 'number' ? pause : pause(), this.abort.signal)
        .catch(() => undefined);
    }
  }

  private beat(): void {
    const { primary } = this.record.recorded;
    const { heartbeat, instances, trigger } = this.parts;
    const view = primary ? instances.view(primary) : undefined;
    if (!primary || view?.state !== 'reachable' || view.facts.superReadOnly) {
      heartbeat.rest();
      return;
    }
    heartbeat.note(primary, view.facts);
    void heartbeat.beat(primary, instances.mysql(primary), () =>
      trigger.fire(),
    );
  }

  private get ended(): boolean {
    return this.abort.signal.aborted;
  }
}
