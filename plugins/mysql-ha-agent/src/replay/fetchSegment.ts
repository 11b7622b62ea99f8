import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline as pipelined } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { DamagedArtifact } from '../artifact';
import { Segment } from '../archive/segmentKey';
import { ObjectStore } from '../stores';
import { eventsOf } from './eventsOf';

/**
 * The events of a segment. It is fetched and compared with the sha256 in its name before the first event is read: none
 * of a damaged one is applied.
 *
 * @param path - a file for it
 * @param mostBytes - larger events are left out, and never in memory as a whole
 * @throws DamagedArtifact, StoreError
 */
export async function* fetchSegment(
  store: ObjectStore,
  segment: Segment,
  path: string,
  mostBytes?: number,
): AsyncIterable<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    await store.get(segment.key),
    async function* hashed(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  if (hash.digest('hex') !== segment.sha256)
    throw new DamagedArtifact(
      store.where,
      segment,
      bytes === segment.bytes
        ? 'its sha256 differs'
        : `it has ${bytes} bytes, listed are ${segment.bytes}`,
    );
  const plain = createZstdDecompress();
  pipelined(createReadStream(path), plain, () => {}); // whoever reads it is told of failures
  yield* eventsOf(plain, mostBytes);
}
