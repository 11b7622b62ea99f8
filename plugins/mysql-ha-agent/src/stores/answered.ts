import { setTimeout as delay } from 'node:timers/promises';
import { RestError } from '@azure/storage-blob';
import { pauseMs } from './uploadLimits';

/** Azure’s SDK asks anew when a request fails, but not when its answer breaks off while it is read. */
export async function answered<T>(
  forMs: number,
  ask: () => Promise<T>,
): Promise<T> {
  const since = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const torn =
        error instanceof RestError && error.code === RestError.PARSE_ERROR;
      if (!torn || performance.now() - since > forMs) throw error;
    }
    await delay(pauseMs(tries));
  }
}
