const TICK_MS = 100;
/** A stall counts for this long after it ended: what was under way meanwhile is judged by it. */
const REMEMBER_MS = 2_000;

/** Measures how long this process did not run, so that deadlines missed by its own fault count for nothing. */
export class StallDetector {
  private last = performance.now();
  private stalls: { at: number; ms: number }[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
  }

  /** The longest stall of the last two seconds, in milliseconds. */
  stalledMs(): number {
    this.tick();
    const now = performance.now();
    this.stalls = this.stalls.filter(stall => now - stall.at < REMEMBER_MS);
    return Math.max(0, ...this.stalls.map(stall => stall.ms));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const now = performance.now();
    const late = now - this.last - TICK_MS;
    this.last = now;
    if (late > TICK_MS) this.stalls.push({ at: now, ms: late });
  }
}
