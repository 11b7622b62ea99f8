import { setTimeout as delay } from 'node:timers/promises';

/**
 * Looks again and again until `look` gives something.
 * @throws Error with `describe()` when it does not within `seconds`
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  options: { readonly seconds: number; readonly describe?: () => string },
): Promise<T> {
  const deadline = Date.now() + options.seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) {
      throw new Error(
        `not within ${options.seconds} s: ${what}\n${
          options.describe?.() ?? ''
        }`,
      );
    }
    await delay(100);
  }
}
