import { Clock } from '../../clock';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  /** Undefined once it was given up. */
  wake?: () => void;
}

/**
 * Time that passes as fast as the machine can think: it jumps from one sleeper to the next. Among those of the same
 * moment the first that slept is the first to wake, and all that follows from it happens before the next: a run with
 * the same seed is the same run.
 */
export class SimulatedClock implements Clock {
  private readonly startedAt: number;
  private time: number;
  private order = 0;
  /** A binary heap, the earliest on top. */
  private readonly heap: Sleeper[] = [];

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
      const sleeper = this.add(ms, resolve);
      signal?.addEventListener('abort', () => {
        if (!sleeper.wake) return;
        sleeper.wake = undefined;
        reject(signal.reason);
      });
    });
  }

  /** Calls back after so many milliseconds. */
  after(ms: number, action: () => void): void {
    this.add(ms, action);
  }

  /**
   * Lets time pass until `until` (as `monotonic()` counts), or until `look` says that it is enough.
   * @param look - called after each moment at which something happened
   */
  async runUntil(until: number, look: () => boolean): Promise<void> {
    const end = this.startedAt + until;
    await settled();
    for (;;) {
      const next = this.pop(end);
      if (!next) break;
      this.time = next.at;
      const { wake } = next;
      next.wake = undefined;
      wake?.();
      await settled();
      if (look()) return;
    }
    this.time = Math.max(this.time, end);
  }

  private add(ms: number, wake: () => void): Sleeper {
    const sleeper: Sleeper = {
      at: this.time + Math.max(0, ms),
      order: this.order++,
      wake,
    };
    this.heap.push(sleeper);
    let at = this.heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(this.heap[parent], sleeper)) break;
      this.heap[at] = this.heap[parent];
      at = parent;
    }
    this.heap[at] = sleeper;
    return sleeper;
  }

  /** The earliest that still waits, if it is due by then. */
  private pop(end: number): Sleeper | undefined {
    for (;;) {
      const top = this.heap[0];
      if (!top || top.at > end) return undefined;
      const last = this.heap.pop();
      if (last && last !== top) this.sink(last);
      if (top.wake) return top;
    }
  }

  private sink(sleeper: Sleeper): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) {
        child += 1;
      }
      if (isBefore(sleeper, heap[child])) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = sleeper;
  }
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** All promises that could settle have settled: nothing here waits for the machine. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
