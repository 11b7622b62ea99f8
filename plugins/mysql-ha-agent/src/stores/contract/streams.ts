import { Readable } from 'node:stream';

/** Bytes that don’t compress and are the same for the same seed. */
export function randomBytes(count: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(count / 4));
  let state = seed;
  for (let index = 0; index < words.length; index++) {
    // xorshift32, G. Marsaglia, 2003
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer, 0, count);
}

/** Chunks as a stream, made while they are read; `before` is called with the index of each. */
export function streamOf(
  chunks: number,
  chunk: Buffer,
  before: (index: number) => void | Promise<void> = () => {},
): Readable {
  return Readable.from(
    (async function* produce() {
      for (let index = 0; index < chunks; index++) {
        await before(index);
        yield chunk;
      }
    })(),
    { objectMode: false, highWaterMark: chunk.length },
  );
}
