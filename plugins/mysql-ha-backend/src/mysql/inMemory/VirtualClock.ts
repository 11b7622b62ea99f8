import { setImmediate as turn } from 'node:timers/promises';
import { Clock } from '../../clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only when a test moves it, so that minutes pass in milliseconds and each run is the same. */
export class VirtualClock implements Clock {
  private readonly startedAt: number;
  private time: number;
  private sleepers: Sleeper[] = [];

  constructor(startedAt = Date.UTC(2026, 0, 1)) {
    this.startedAt = startedAt;
    this.time = startedAt;
  }

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time - this.startedAt;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, ms),
        wake: resolve,
      };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter(other => other !== sleeper);
        reject(signal.reason);
      });
    });
  }

  /** Lets so many milliseconds pass; whoever sleeps is woken in order, and all that follows from it happens before the next. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await turn();
      const next = this.earliest();
      if (!next || next.at > until) {
        break;
      }
      this.sleepers = this.sleepers.filter(other => other !== next);
      this.time = next.at;
      next.wake();
    }
    this.time = until;
  }

  /** Lets time pass until the promise has settled, at most `limitMs`. */
  async advanceUntil<T>(promise: Promise<T>, limitMs = 60_000): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    const until = this.time + limitMs;
    for (await turn(); !settled; ) {
      const next = this.earliest();
      if (!next || next.at > until) {
        throw new Error(
          `nothing more happens within ${limitMs} ms, and the promise still waits`,
        );
      }
      await this.advance(next.at - this.time);
    }
    return promise;
  }

  private earliest(): Sleeper | undefined {
    // The first of those at the same time is the one that slept first.
    return this.sleepers.reduce<Sleeper | undefined>(
      (earliest, next) =>
        earliest && earliest.at <= next.at ? earliest : next,
      undefined,
    );
  }
}
