import { Transform, TransformCallback } from 'node:stream';

/** What mysqldump writes as its last line when it got through. */
const completed = /-- Dump completed/;
const keptBytes = 4_096;
const endBytes = 16 * keptBytes;

/** Lets a dump through and reads from its beginning and end which transactions it holds and that it is whole. */
export class DumpInspector extends Transform {
  private beginning = Buffer.alloc(0);
  private ending = Buffer.alloc(0);

  override _transform(
    chunk: Buffer,
    _: BufferEncoding,
    done: TransformCallback,
  ): void {
    if (this.beginning.length < 16 * keptBytes)
      this.beginning = Buffer.concat([this.beginning, chunk]);
    this.ending =
      chunk.length >= endBytes
        ? chunk
        : Buffer.concat([this.ending, chunk]).subarray(-endBytes);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    if (completed.test(this.ending.subarray(-keptBytes).toString('latin1')))
      done();
    else
      done(
        new Error(
          'mysqldump ended without “Dump completed”: the dump is torn. Try again; if it stays so, look at the log of the source.',
        ),
      );
  }

  /** The set that the dump sets as purged. */
  gtidExecuted(): string {
    const pattern = /SET @@GLOBAL\.GTID_PURGED=[^']*(?:'\+')?[^']*'([^']*)'/;
    for (const part of [this.beginning, this.ending]) {
      const found = pattern.exec(part.toString('latin1'));
      if (found?.[1] !== undefined) return found[1].replace(/\s/g, '');
    }
    return '';
  }
}
