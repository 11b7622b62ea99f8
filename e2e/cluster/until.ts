import { setTimeout as delay } from 'node:timers/promises';

/** Deadlines are given for a machine at rest: a busy one with a slow disk may take so many times as long. */
const PATIENCE = 3;

/**
 * Looks again and again until `look` gives something.
 * @throws Error with `describe()` when it does not within `seconds`
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  options: { readonly seconds: number; readonly describe?: () => string },
): Promise<T> {
  const seconds = PATIENCE * options.seconds;
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) {
      throw new Error(
        `not within ${seconds} s: ${what}\n${options.describe?.() ?? ''}`,
      );
    }
    await delay(100);
  }
}
