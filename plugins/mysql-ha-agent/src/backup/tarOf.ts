import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatadirEntry } from './datadirFiles';
import { blockBytes, tarHeader, tarPadding } from './tarHeader';

/** So much is read at once, into one of two buffers. */
const readBytes = 256 * 1024;

type Buffers = readonly [Buffer, Buffer];

/**
 * A tar archive of files of a folder, made while it is read. Its chunks are the same two buffers again and again: each
 * holds what it held only until the next one is asked for.
 */
export async function* tarOf(
  folder: string,
  entries: readonly DatadirEntry[],
): AsyncGenerator<Buffer> {
  const buffers: Buffers = [
    Buffer.allocUnsafeSlow(readBytes),
    Buffer.allocUnsafeSlow(readBytes),
  ];
  for (const entry of entries) {
    yield tarHeader(entry);
    if (entry.bytes === 0) continue;
    yield* contentOf(join(folder, entry.path), entry.bytes, buffers);
    const padding = tarPadding(entry.bytes);
    if (padding.length > 0) yield padding;
  }
  yield Buffer.alloc(2 * blockBytes);
}

/** The next buffer is read while the one before is used. */
async function* contentOf(
  path: string,
  bytes: number,
  [now, then]: Buffers,
): AsyncGenerator<Buffer> {
  const file = await open(path);
  const read = (into: Buffer, at: number) => {
    const reads = file.read(into, 0, Math.min(into.length, bytes - at), at);
    reads.catch(() => {}); // told where it is waited for, which may be later
    return reads;
  };
  let reading = read(now, 0);
  let free = then;
  try {
    for (let at = 0; at < bytes; ) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0)
        throw new Error(
          `${path} has ${at} bytes and had ${bytes} when the backup began: somebody changes the copy. Try again.`,
        );
      at += bytesRead;
      if (at < bytes) reading = read(free, at);
      free = buffer;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
}
