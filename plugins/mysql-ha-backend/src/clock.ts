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
  sleep,
};

/** As that of `node:timers/promises`, which makes two errors with their stacks for each sleep that is broken off. */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const sleeping: { timer?: NodeJS.Timeout } = {};
    const wake = () => {
      clearTimeout(sleeping.timer);
      reject(signal?.reason);
    };
    sleeping.timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', wake);
        resolve();
      },
      // A deadline may have passed already, and Node warns of times before now.
      Math.max(ms, 0),
    );
    signal?.addEventListener('abort', wake, { once: true });
  });
}
