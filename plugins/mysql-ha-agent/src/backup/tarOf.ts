import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { DatadirEntry } from './datadirFiles';

/** So much is read at once. */
const readBytes = 64 * 1024;

/** A tar archive of files of a folder, made while it is read. */
export function tarOf(
  folder: string,
  entries: readonly DatadirEntry[],
): Readable {
  const archive = pack();
  add(archive, folder, entries).then(
    () => archive.finalize(),
    error => archive.destroy(error),
  );
  return Readable.from(archive, { objectMode: false });
}

async function add(
  archive: ReturnType<typeof pack>,
  folder: string,
  entries: readonly DatadirEntry[],
): Promise<void> {
  for (const { path, bytes, folder: isFolder } of entries) {
    if (isFolder) {
      archive.entry({ name: path, type: 'directory', mode: 0o750 });
      continue;
    }
    const entry = archive.entry({ name: path, size: bytes, mode: 0o640 });
    await pipeline(contentOf(join(folder, path), bytes), entry);
  }
}

async function* contentOf(path: string, bytes: number): AsyncGenerator<Buffer> {
  if (bytes === 0) return;
  const options = { highWaterMark: readBytes, end: bytes - 1 };
  let at = 0;
  for await (const chunk of createReadStream(path, options)) {
    at += chunk.length;
    yield chunk;
  }
  if (at < bytes)
    throw new Error(
      `${path} has ${at} bytes and had ${bytes} when the backup began: somebody changes the copy. Try again.`,
    );
}
