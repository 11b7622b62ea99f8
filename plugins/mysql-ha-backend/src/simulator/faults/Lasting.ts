import { VirtualClock } from '../../mysql/inMemory';

/** What ends the faults that last: each after its time, or all at once. */
export class Lasting {
  private readonly ends = new Set<() => void>();

  constructor(private readonly clock: VirtualClock) {}

  /** Ends a fault after so many milliseconds, or before if all is mended. */
  later(ms: number, end: () => void): void {
    let ended = false;
    const once = () => {
      if (ended) return;
      ended = true;
      this.ends.delete(once);
      end();
    };
    this.ends.add(once);
    this.clock.after(ms, once);
  }

  mend(): void {
    [...this.ends].forEach(end => end());
  }
}
