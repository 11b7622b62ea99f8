import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createZstdCompress, zstdCompress } from 'node:zlib';
import { ObjectStore } from '../stores';
import { Batch } from './batches';
import { segmentsPrefix } from './chapter';
import { Segment, segmentName } from './segmentKey';

const compress = promisify(zstdCompress);

/** What is larger goes through a file: its checksum stands in its name, so it must be known first. */
const mostInMemory = 8 * 1024 ** 2;

/** Where segments go. */
export interface SegmentPlace {
  readonly store: ObjectStore;
  readonly path: string;
  readonly folder: string;
  readonly scratch: string;
  readonly signal?: AbortSignal;
}

/** Writes transactions as an object: a binary log by itself, compressed. */
export async function writeSegment(
  place: SegmentPlace,
  sequence: number,
  batch: Batch,
): Promise<Segment> {
  return batch.bytes <= mostInMemory
    ? fromMemory(place, sequence, batch)
    : throughFile(place, sequence, batch);
}

async function fromMemory(
  place: SegmentPlace,
  sequence: number,
  batch: Batch,
): Promise<Segment> {
  const [{ file, offset }] = batch.transactions;
  const plain = await file.read(offset, batch.bytes);
  const content = await compress(Buffer.concat([file.beginning, plain]));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const segment = named(place, sequence, batch, sha256, content.length);
  await place.store.put(segment.key, content, place.signal);
  return segment;
}

async function throughFile(
  place: SegmentPlace,
  sequence: number,
  batch: Batch,
): Promise<Segment> {
  const [{ file, offset }] = batch.transactions;
  const path = join(place.scratch, 'segment.zst');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      Readable.from(
        (async function* whole() {
          yield file.beginning;
          yield* file.stream(offset, batch.bytes);
        })(),
        { objectMode: false },
      ),
      createZstdCompress(),
      async function* hashed(source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    const segment = named(place, sequence, batch, hash.digest('hex'), bytes);
    await place.store.put(segment.key, createReadStream(path), place.signal);
    return segment;
  } finally {
    await rm(path, { force: true });
  }
}

function named(
  { path, folder }: SegmentPlace,
  sequence: number,
  { transactions, gtids }: Batch,
  sha256: string,
  bytes: number,
): Segment {
  const segment = {
    ...{ sequence, gtids, sha256 },
    transactions: transactions.length,
    from: transactions.reduce(
      (least, one) => Math.min(least, one.committedAt),
      Infinity,
    ),
    to: transactions.reduce((most, one) => Math.max(most, one.committedAt), 0),
  };
  const key = segmentsPrefix(path, folder) + segmentName(segment);
  return { ...segment, key, bytes };
}
