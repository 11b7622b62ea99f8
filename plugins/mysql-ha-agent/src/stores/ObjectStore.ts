import { Readable } from 'node:stream';

/** An object, as a listing shows it. @public */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** The store’s own clock. */
  readonly modifiedAt: Date;
}

/** A part of an object: from `start` on, to `end` (included) or to its end. @public */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/**
 * A bucket or container, seen below one prefix: keys neither begin with the prefix nor with a slash.
 * An object is there whole or not at all; what fails throws a {@link StoreError}.
 * @public
 */
export interface ObjectStore {
  /** Where it is, for sentences: `bucket "backups" at https://s3.example`. */
  readonly where: string;
  /**
   * Writes an object, in parts when it is large. Memory does not grow with its size. An upload that fails or is
   * aborted leaves neither an object nor parts of one.
   */
  put(
    key: string,
    body: Readable | Buffer,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Reads an object, or a range of it, while it comes. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** The object if it is there. */
  find(key: string): Promise<StoredObject | undefined>;
  /** All objects whose keys begin so, in the order of their keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /**
   * What keys that begin so go on with up to a slash, with the beginning: `a/b/` for `a/b/c` below `a/`. What lies in these
   * folders is not gone through.
   */
  folders(prefix: string): AsyncIterable<string>;
  /** Deletes objects; one that isn’t there is deleted already. */
  remove(keys: readonly string[]): Promise<void>;
  /**
   * Ends uploads below a prefix that nobody finished: a process that was killed leaves their parts in the store, unseen
   * and paid for. @returns how many there were
   */
  dropUnfinished(prefix: string): Promise<number>;
  /** Closes idle connections. */
  close(): void;
}
