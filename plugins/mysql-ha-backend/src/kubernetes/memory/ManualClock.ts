import { setImmediate } from 'node:timers/promises';
import { Clock } from '../../clock';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** A clock that a test moves. */
export class ManualClock implements Clock {
  private elapsed = 0;
  private readonly sleepers = new Set<Sleeper>();

  constructor(private readonly start = Date.UTC(2026, 0, 1)) {}

  now(): number {
    return this.start + this.elapsed;
  }

  monotonic(): number {
    return this.elapsed;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper: Sleeper = {
        due: this.elapsed + ms,
        wake: () => {
          this.sleepers.delete(sleeper);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener(
        'abort',
        () => {
          this.sleepers.delete(sleeper);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  /** Lets time pass: sleepers wake in order, each at its time, and what they start goes on before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.elapsed + ms;
    await settle();
    for (;;) {
      const next = [...this.sleepers]
        .filter(sleeper => sleeper.due <= end)
        .sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.elapsed = Math.max(this.elapsed, next.due);
      next.wake();
      await settle();
    }
    this.elapsed = end;
    await settle();
  }

  /** Time passes and nobody wakes, as for a process that was stopped. */
  freeze(ms: number): void {
    this.elapsed += ms;
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
}
