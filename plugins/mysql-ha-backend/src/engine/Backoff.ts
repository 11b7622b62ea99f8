import { Clock } from '../clock';

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Lets a thing that keeps failing, or that keeps being needed, be tried ever more seldom. */
export class Backoff {
  private readonly entries = new Map<
    string,
    { until: number; delay: number }
  >();

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until it may be tried again; 0 when it may be now. */
  remaining(key: string): number {
    const entry = this.entries.get(key);
    return entry ? Math.max(0, entry.until - this.clock.monotonic()) : 0;
  }

  /** Notes a try. Long after the last one the pauses begin anew. */
  tried(key: string): void {
    const now = this.clock.monotonic();
    const before = this.entries.get(key);
    const fresh = !before || now - before.until > 4 * before.delay;
    const delay = fresh ? FIRST_MS : Math.min(before.delay * 2, LONGEST_MS);
    this.entries.set(key, { until: now + delay, delay });
  }

  clear(key: string): void {
    this.entries.delete(key);
  }
}
