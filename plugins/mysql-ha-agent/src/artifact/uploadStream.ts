import { createZstdCompress } from 'node:zlib';
import { Cutter, UploadOptions } from './Cutter';
import { compression } from './compression';
import { feed } from './feed';
import { ArtifactStream } from './manifest';

/**
 * Compresses what comes and writes it as objects, each with the sha256 of what was sent. Memory doesn’t grow with it. A
 * chunk is read until the next one is asked for, so that its buffer may be filled again then.
 * One thread compresses: of Node 24’s zstd those with `nbWorkers` end with ERR_STREAM_PUSH_AFTER_EOF. Streams beside
 * each other use the other cores.
 */
export async function uploadStream(
  source: AsyncIterable<Buffer>,
  options: UploadOptions,
): Promise<ArtifactStream> {
  let bytes = 0;
  const counted = async function* count() {
    for await (const chunk of source) {
      bytes += chunk.length;
      options.progress.add(chunk.length);
      yield chunk;
    }
  };
  const compressed = createZstdCompress(compression);
  feed(counted(), compressed);
  try {
    const objects = await new Cutter(compressed, options).run();
    return { content: options.content, bytes, objects };
  } finally {
    // Whoever makes the source learns that nobody reads on.
    compressed.destroy();
  }
}
