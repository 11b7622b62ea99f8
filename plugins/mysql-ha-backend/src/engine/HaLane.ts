import { stringifyError } from '@backstage/errors';
import { AuthorityLostError } from '../act';
import { Finding } from '../diagnose';
import { Snapshot } from '../observe';
import { ClusterParts } from './ClusterParts';
import { firstProbes } from './firstProbes';
import { HaCluster, HaLoop } from './HaLoop';
import { lookMs } from './pace';
import { WorkerOptions } from './WorkerOptions';

/** After a look that failed, in milliseconds. */
const AGAIN_MS = 1_000;

/** The lane that no other may keep waiting: it looks whenever something happened, or some time has passed, and acts. */
export class HaLane {
  private readonly loop: HaLoop;

  constructor(
    private readonly options: Pick<
      WorkerOptions,
      'clock' | 'logger' | 'clusters'
    >,
    private readonly parts: ClusterParts,
  ) {
    const { clock, logger } = options;
    this.loop = new HaLoop(this.cluster(), clock, logger);
  }

  /** Looks until the signal aborts. @throws AuthorityLostError when a successor is at work */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.options;
    const { trigger, instances } = this.parts;
    await firstProbes({ clock, trigger, instances, signal });
    while (!signal.aborted) {
      let due = AGAIN_MS;
      try {
        due = await this.turn();
      } catch (error) {
        if (error instanceof AuthorityLostError) throw error;
        logger.error(`A look failed and is repeated: ${stringifyError(error)}`);
      }
      await trigger.wait(due);
    }
  }

  /**
   * A restore in place is carried out between the turns of the loop, so that no plan is under way.
   * @returns milliseconds until the next look
   */
  private async turn(): Promise<number> {
    this.parts.context().assertAuthority();
    const isBusy = await this.parts.exchange.turn();
    const next = await this.loop.turn();
    const atRest = this.isAtRest() && !isBusy;
    return Math.min(lookMs(this.options.clusters(), atRest), next);
  }

  /** Nothing is the matter, and no write waits. */
  private isAtRest(): boolean {
    const { heartbeat } = this.parts;
    const pending = heartbeat.pendingMs(this.parts.primary());
    return this.loop.foundNothing && pending === undefined;
  }

  private cluster(): HaCluster {
    const { parts } = this;
    const { instances, operations, beside } = parts;
    return {
      context: parts.context(),
      current: () => parts.current(),
      snapshot: () => parts.snapshot(),
      refresh: () => instances.refresh(),
      takeCommand: () => instances.takeCommand(),
      doubtCommand: () => instances.doubtCommand(),
      display: (snapshot, findings) => this.display(snapshot, findings),
      operations,
      beside,
      announce: (type, reason, message) =>
        parts.announce(type, reason, message),
    };
  }

  private async display(
    snapshot: Snapshot,
    findings: readonly Finding[],
  ): Promise<void> {
    const cluster = this.parts.current();
    if (!cluster) return;
    this.parts.surplus.consider(snapshot, findings);
    await this.parts.display.show(cluster, snapshot, findings);
  }
}
