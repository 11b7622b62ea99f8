import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait, and for what, in words that complete "waited for …". */
export interface WaitOptions {
  readonly what: string;
  readonly timeoutMs: number;
  readonly intervalMs?: number;
  /** Called when the time is up, for what the person should look at. */
  readonly explain?: () => Promise<string> | string;
}

/**
 * Asks again and again until the answer is not `undefined` or `false`.
 *
 * @throws Error naming what was waited for
 */
export async function waitFor<T>(
  ask: () => Promise<T | undefined | false>,
  options: WaitOptions,
): Promise<T> {
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) {
      const more = options.explain ? `: ${await options.explain()}` : '';
      throw new Error(
        `Waited ${Math.round(options.timeoutMs / 1000)} s for ${
          options.what
        } in vain${more}`,
      );
    }
    await pause(options.intervalMs ?? 100);
  }
}
