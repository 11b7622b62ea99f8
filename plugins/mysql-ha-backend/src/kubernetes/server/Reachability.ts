import { Clock } from '../../clock';

/** So long may requests fail before the API server counts as gone: longer than the restart of a connection. */
const PATIENCE_MS = 3000;
const PROBE_EVERY_MS = 1000;

/**
 * Whether the API server answers, judged by the outcome of whatever is asked of it anyway.
 * Only while something fails does it ask by itself, so that it costs nothing at rest.
 */
export class Reachability {
  private answered = false;
  private failingSince?: number;
  private probing = false;

  constructor(
    private readonly options: {
      readonly clock: Clock;
      /** Asks something cheap; what comes of it is reported as of any request. */
      readonly probe: () => Promise<unknown>;
      /** Called at the first answer after a failure. */
      readonly onRecovered: () => void;
      readonly signal: AbortSignal;
    },
  ) {}

  isReachable(): boolean {
    if (!this.answered) return false;
    return (
      this.failingSince === undefined ||
      this.options.clock.monotonic() - this.failingSince < PATIENCE_MS
    );
  }

  succeeded(): void {
    this.answered = true;
    if (this.failingSince === undefined) return;
    this.failingSince = undefined;
    this.options.onRecovered();
  }

  failed(): void {
    this.failingSince ??= this.options.clock.monotonic();
    if (!this.probing) void this.probeUntilAnswered();
  }

  private async probeUntilAnswered(): Promise<void> {
    const { clock, probe, signal } = this.options;
    this.probing = true;
    try {
      while (this.failingSince !== undefined) {
        await clock.sleep(PROBE_EVERY_MS, signal);
        if (this.failingSince !== undefined) await probe().catch(() => {});
      }
    } catch {
      // The adapter was stopped.
    } finally {
      this.probing = false;
    }
  }
}
