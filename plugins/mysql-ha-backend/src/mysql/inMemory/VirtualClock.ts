import { Clock } from '../../clock';
import { Sleepers } from './Sleepers';

/** After so many moments the machine gets its turn, so that a test that goes on for ever can be given up. */
const MOMENTS_A_TURN = 1_000;

/**
 * Time that passes only when a test or a simulation lets it, and then as fast as the machine can think: it jumps from
 * one sleeper to the next. Among those of the same moment the first that slept is the first to wake, and all that
 * follows from it happens before the next, so each run is the same.
 */
export class VirtualClock implements Clock {
  private readonly startedAt: number;
  private time: number;
  private readonly sleepers = new Sleepers();

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
      let giveUp = () => {};
      const sleeper = this.add(ms, () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      });
      if (!signal) return;
      giveUp = () => {
        sleeper.wake = undefined;
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp);
    });
  }

  /** Calls back after so many milliseconds. */
  after(ms: number, action: () => void): void {
    this.add(ms, action);
  }

  /** Lets so many milliseconds pass. */
  advance(ms: number): Promise<void> {
    return this.runUntil(this.monotonic() + ms, () => false);
  }

  /** Lets time pass until the promise has settled, at most `limitMs`. */
  async advanceUntil<T>(promise: Promise<T>, limitMs = 60_000): Promise<T> {
    let isSettled = false;
    const mark = () => {
      isSettled = true;
    };
    promise.then(mark, mark);
    await settled();
    if (!isSettled) {
      await this.runUntil(this.monotonic() + limitMs, () => isSettled);
    }
    if (isSettled) return promise;
    throw new Error(
      `nothing more happens within ${limitMs} ms, and the promise still waits`,
    );
  }

  /**
   * Lets time pass until `until` (as `monotonic()` counts), or until `look` says that it is enough.
   * @param look - called after each moment at which something happened
   */
  async runUntil(until: number, look: () => boolean): Promise<void> {
    const end = this.startedAt + until;
    await settled();
    for (let moments = 1; ; moments++) {
      const next = this.sleepers.next(end);
      if (!next) break;
      this.time = next.at;
      const { wake } = next;
      next.wake = undefined;
      wake?.();
      await settled();
      if (look()) return;
      if (moments % MOMENTS_A_TURN === 0) await turnOfEventLoop();
    }
    this.time = Math.max(this.time, end);
  }

  /** A machine's clocks tell whole milliseconds, however long somebody means to sleep. */
  private add(ms: number, wake: () => void) {
    return this.sleepers.add(this.time + Math.ceil(Math.max(0, ms)), wake);
  }
}

/**
 * All promises that could settle have settled: nothing here waits for the machine. Node runs a tick that a promise asks for
 * when no other promise has anything left to do, and that costs far less than a turn of its event loop.
 */
function settled(): Promise<void> {
  return Promise.resolve().then(
    () => new Promise(resolve => process.nextTick(resolve)),
  );
}

function turnOfEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
