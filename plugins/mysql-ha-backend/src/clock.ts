import { setTimeout as delay } from 'node:timers/promises';

/** Time, injected everywhere so that tests own it. */
export interface Clock {
  /** Wall clock, for what people read; milliseconds since 1970. */
  now(): number;
  /** Never jumps; the only clock by which deadlines and leases are judged. Milliseconds. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // CLOCK_MONOTONIC goes on while the process is stopped, which is what leases need.
  monotonic: () => Number(process.hrtime.bigint() / 1_000_000n),
  // A deadline that has passed already; Node warns of times before now.
  sleep: (ms, signal) => delay(Math.max(ms, 0), undefined, { signal }),
};
