import { setTimeout as delay } from 'node:timers/promises';

/** Where an action that waits has its time from. For tests, which own it. */
export interface TimeServices {
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  now?: () => number;
}

/** How an action waits, from now on; a task that is cancelled ends its sleep. */
export function patience(
  {
    sleep = (ms, signal) => delay(ms, undefined, { signal }),
    now = () => performance.now(),
  }: TimeServices,
  cancelled: AbortSignal | undefined,
) {
  const started = now();
  return {
    sleep: (ms: number) => sleep(ms, cancelled),
    elapsedSeconds: () => (now() - started) / 1000,
  };
}
