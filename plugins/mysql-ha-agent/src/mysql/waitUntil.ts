import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 50;

/** Waits until something is the case. @throws Error when it isn’t within the deadline */
export async function waitUntil(
  holds: () => Promise<boolean>,
  deadlineMs: number,
  what: string,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`not within ${Math.round(deadlineMs / 1000)} s: ${what}`);
    await delay(pollMs, undefined, { signal });
  }
}
