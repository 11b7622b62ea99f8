import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { Readable } from 'node:stream';
import { Manifest, readStream } from '../artifact';
import { RestoreJob } from './RestoreJob';

/** Brings the files of a Physical backup back, its streams side by side. */
export async function extractFiles(
  job: RestoreJob,
  manifest: Manifest,
  into: string,
): Promise<void> {
  job.progress.begin('download the files', manifest.sizeBytes);
  const { store, progress, signal } = job;
  const streams = manifest.streams.map(stream =>
    readStream(store, stream, progress, plain => unpack(plain, into, signal)),
  );
  try {
    await Promise.all(streams);
  } catch (failure) {
    await Promise.allSettled(streams);
    throw failure;
  }
}

async function unpack(
  plain: Readable,
  into: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const archive = extract();
  const fed = pipeline(plain, archive, { signal });
  fed.catch(() => {}); // told below, where the archive ends with the same failure
  for await (const entry of archive) {
    const path = within(into, entry.header.name);
    if (entry.header.type === 'directory') {
      await mkdir(path, { recursive: true, mode: 0o750 });
      entry.resume();
    } else {
      await mkdir(dirname(path), { recursive: true, mode: 0o750 });
      await pipeline(
        entry,
        // What has passed its checks is on the disk, also when the node loses its power then.
        createWriteStream(path, { mode: 0o640, flush: true }),
      );
    }
  }
  await fed;
}

function within(folder: string, name: string): string {
  const path = normalize(name);
  if (path.startsWith('..') || path.startsWith('/'))
    throw new Error(
      `The archive wants to write "${name}", outside of the data directory: it is not one of mysql-ha. Nothing was kept.`,
    );
  return join(folder, path);
}
