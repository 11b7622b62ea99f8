import { Readable } from 'node:stream';
import { createZstdCompress } from 'node:zlib';
import { Cutter, UploadOptions } from './Cutter';
import { ArtifactStream } from './manifest';

/**
 * Compresses a stream and writes it as objects, each with the sha256 of what was sent. Memory doesn’t grow with it.
 * One thread compresses: of Node 24’s zstd those with `nbWorkers` end with ERR_STREAM_PUSH_AFTER_EOF. Streams beside
 * each other use the other cores.
 */
export async function uploadStream(
  source: Readable,
  options: UploadOptions,
): Promise<ArtifactStream> {
  let bytes = 0;
  const counted = Readable.from(
    (async function* count() {
      for await (const chunk of source) {
        bytes += chunk.length;
        options.progress.add(chunk.length);
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
  const compressed = createZstdCompress();
  counted.on('error', error => compressed.destroy(error));
  counted.pipe(compressed);
  try {
    const objects = await new Cutter(compressed, options).run();
    return { content: options.content, bytes, objects };
  } finally {
    // Whoever feeds the source learns that nobody reads on.
    source.destroy();
    compressed.destroy();
  }
}
