import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';
import { letGo } from './letGo';
import { ArtifactObject, ArtifactStream } from './manifest';

/** A stream is cut into objects of this size: below every store’s limit, and what is damaged is found by a part. */
const objectBytes = 1024 ** 3;

/** What an upload needs to know besides its source. */
export interface UploadOptions {
  readonly store: ObjectStore;
  /** Objects are named `<key>-00000.zst` and so on. */
  readonly key: string;
  readonly content: ArtifactStream['content'];
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For tests. */
  readonly objectBytes?: number;
}

/** Cuts a compressed stream into objects and writes one after the other. */
export class Cutter {
  private readonly chunks: AsyncIterator<Buffer>;
  private next: IteratorResult<Buffer> | undefined;

  constructor(compressed: Readable, private readonly options: UploadOptions) {
    this.chunks = compressed[Symbol.asyncIterator]();
  }

  async run(): Promise<ArtifactObject[]> {
    const objects: ArtifactObject[] = [];
    this.next = await this.chunks.next();
    while (this.next && !this.next.done)
      objects.push(await this.upload(objects.length));
    return objects;
  }

  private async upload(index: number): Promise<ArtifactObject> {
    const { store, key: base, signal } = this.options;
    const key = `${base}-${String(index).padStart(5, '0')}.zst`;
    const hash = createHash('sha256');
    let bytes = 0;
    const body = Readable.from(
      this.take(chunk => {
        bytes += chunk.length;
        hash.update(chunk);
        return bytes;
      }),
      { objectMode: false },
    );
    await store.put(key, body, signal);
    return { key, bytes, sha256: hash.digest('hex') };
  }

  private async *take(count: (chunk: Buffer) => number): AsyncIterable<Buffer> {
    const limit = this.options.objectBytes ?? objectBytes;
    let full = false;
    while (this.next && !this.next.done && !full) {
      const { value } = this.next;
      full = count(value) >= limit;
      yield value;
      letGo(value.length);
      this.next = await this.chunks.next();
    }
  }
}
