const TICK_MS = 100;
/** A stall counts for this long after it ended: what was under way meanwhile is judged by it. */
const REMEMBER_MS = 2_000;

/** What tells how late this process is by its own fault. */
export type Stalls = Pick<StallDetector, 'stalledMs' | 'lateMs' | 'stop'>;

/**
 * Measures how long this process did not run, or did not get round to what had arrived, so that deadlines missed by its
 * own fault count for nothing.
 */
export class StallDetector {
  private last = performance.now();
  private stalls: { at: number; ms: number }[] = [];
  private late = 0;
  private stopped = false;
  private timer?: NodeJS.Timeout;

  constructor() {
    this.arm();
  }

  /** The longest stall of the last two seconds, in milliseconds. */
  stalledMs(): number {
    const now = performance.now();
    this.stalls = this.stalls.filter(stall => now - stall.at < REMEMBER_MS);
    return Math.max(this.lateBy(now), ...this.stalls.map(stall => stall.ms));
  }

  /** All stalls since the beginning together, in milliseconds: the difference of two says how much of a time was lost. */
  lateMs(): number {
    return this.late + this.lateBy(performance.now());
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /**
   * Measures from one end of a turn of the event loop to another: what had arrived is read in between. A timer alone
   * comes again and again within one long turn, in which nothing is read.
   */
  private arm(): void {
    this.timer = setTimeout(() => {
      setImmediate(() => {
        this.tick();
        if (!this.stopped) this.arm();
      }).unref();
    }, TICK_MS);
    this.timer.unref();
  }

  private tick(): void {
    const now = performance.now();
    const ms = this.lateBy(now);
    this.last = now;
    if (ms === 0) return;
    this.late += ms;
    this.stalls.push({ at: now, ms });
  }

  private lateBy(now: number): number {
    const late = now - this.last - TICK_MS;
    return late > TICK_MS ? late : 0;
  }
}
