import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ByteRange, ObjectStore, StoredObject } from './ObjectStore';
import { StoreAction, StoreError } from './StoreError';
import { classify } from './classify';

interface Held {
  readonly content: Buffer;
  readonly modifiedAt: Date;
}

/** A bucket in memory, for tests: it passes the same contract as the real ones. @public */
export class InMemoryStore implements ObjectStore {
  readonly where = 'bucket "memory" in this process';
  private readonly objects = new Map<string, Held>();
  private readonly refusals = new Map<StoreAction, Error>();

  /** Makes the store refuse something from now on, or no longer. */
  refuse(action: StoreAction, cause: Error | undefined): void {
    if (cause) this.refusals.set(action, cause);
    else this.refusals.delete(action);
  }

  /** Damages one byte of an object, as a disk would. */
  damage(key: string, at: number): void {
    const held = this.held(key);
    held.content.writeUInt8((held.content.readUInt8(at) + 1) % 256, at);
  }

  async put(
    key: string,
    body: Readable | Buffer,
    signal?: AbortSignal,
  ): Promise<void> {
    this.ask('write', key);
    try {
      signal?.throwIfAborted();
      const content = Buffer.isBuffer(body)
        ? Buffer.from(body)
        : await buffer(abortable(body, signal));
      this.ask('write', key);
      this.objects.set(key, { content, modifiedAt: new Date() });
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError(classify(cause), 'write', this.where, key, cause);
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    this.ask('read', key);
    const { content } = this.held(key);
    const end = range?.end === undefined ? content.length : range.end + 1;
    return Readable.from([content.subarray(range?.start ?? 0, end)]);
  }

  async find(key: string): Promise<StoredObject | undefined> {
    this.ask('read', key);
    const found = this.objects.get(key);
    return (
      found && {
        key,
        bytes: found.content.length,
        modifiedAt: found.modifiedAt,
      }
    );
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    this.ask('list', prefix);
    for (const key of [...this.objects.keys()].sort()) {
      const found = key.startsWith(prefix) && (await this.find(key));
      if (found) yield found;
    }
  }

  async *folders(prefix: string): AsyncIterable<string> {
    this.ask('list', prefix);
    const found = [...this.objects.keys()].flatMap(key => {
      const end = key.indexOf('/', prefix.length);
      return key.startsWith(prefix) && end >= 0 ? [key.slice(0, end + 1)] : [];
    });
    yield* [...new Set(found)].sort();
  }

  async remove(keys: readonly string[]): Promise<void> {
    this.ask('delete', keys[0] ?? '');
    for (const key of keys) this.objects.delete(key);
  }

  async dropUnfinished(): Promise<number> {
    return 0;
  }

  close(): void {}

  private held(key: string): Held {
    const found = this.objects.get(key);
    if (found) return found;
    const cause = new Error('there is no such key');
    throw new StoreError('missing', 'read', this.where, key, cause);
  }

  private ask(action: StoreAction, key: string): void {
    const cause = this.refusals.get(action);
    if (cause)
      throw new StoreError(classify(cause), action, this.where, key, cause);
  }
}

async function* abortable(
  body: Readable,
  signal: AbortSignal | undefined,
): AsyncIterable<Buffer> {
  for await (const chunk of body) {
    signal?.throwIfAborted();
    yield Buffer.from(chunk);
  }
  signal?.throwIfAborted();
}
