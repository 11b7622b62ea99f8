import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreError, StoreFailure } from './StoreError';
import { classify } from './classify';
import { pauseMs } from './uploadLimits';

/** A broken connection, by any of its names: nobody aborts a read but by not reading on. */
const passing: readonly StoreFailure[] = [
  'unreachable',
  'unavailable',
  'aborted',
];

/** A part of an object that comes, and which version of the object it is of. */
interface Opened {
  readonly body: Readable;
  readonly version: string | undefined;
}

/**
 * Reads an object to its end though the connection breaks in between: from where it broke, of the same version. A store
 * that delivers nothing for `forMs` is given up.
 *
 * @param open - opens the object at a byte; what it throws is final
 */
export async function resumed(
  open: (start: number, version: string | undefined) => Promise<Opened>,
  start: number,
  {
    forMs,
    where,
    key,
  }: { readonly forMs: number; readonly where: string; readonly key: string },
): Promise<Readable> {
  const first = await open(start, undefined);
  return Readable.from(
    (async function* chunks() {
      let { body } = first;
      let at = start;
      let cameAt = performance.now();
      for (let broken = 1; ; broken++) {
        try {
          for await (const chunk of body) {
            at += chunk.length;
            cameAt = performance.now();
            broken = 1;
            yield chunk;
          }
          return;
        } catch (cause) {
          const failure = classify(cause);
          if (!passing.includes(failure) || performance.now() - cameAt > forMs)
            throw new StoreError(failure, 'read', where, key, cause);
        }
        await delay(pauseMs(broken));
        ({ body } = await open(at, first.version));
      }
    })(),
    { objectMode: false },
  );
}
