/** What mysqldump writes as its last line when it got through. */
const completed = /-- Dump completed/;
const keptBytes = 4_096;
const endBytes = 16 * keptBytes;

/** Lets a dump through and reads from its beginning and end which transactions it holds and that it is whole. */
export class DumpInspector {
  private beginning = Buffer.alloc(0);
  /** The last chunks; they are not copied, as that would be done to the whole dump. */
  private readonly last: Buffer[] = [];
  private lastBytes = 0;

  /** @throws Error at its end when it is torn */
  async *through(dump: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of dump) {
      if (this.beginning.length < endBytes)
        this.beginning = Buffer.concat([this.beginning, chunk]);
      this.keep(chunk);
      yield chunk;
    }
    if (!completed.test(this.ending().subarray(-keptBytes).toString('latin1')))
      throw new Error(
        'mysqldump ended without “Dump completed”: the dump is torn. Try again; if it stays so, look at the log of the source.',
      );
  }

  /** The set that the dump sets as purged. */
  gtidExecuted(): string {
    const pattern = /SET @@GLOBAL\.GTID_PURGED=[^']*(?:'\+')?[^']*'([^']*)'/;
    for (const part of [this.beginning, this.ending()]) {
      const found = pattern.exec(part.toString('latin1'));
      if (found?.[1] !== undefined) return found[1].replace(/\s/g, '');
    }
    return '';
  }

  private keep(chunk: Buffer): void {
    this.last.push(chunk);
    this.lastBytes += chunk.length;
    for (;;) {
      const [oldest] = this.last;
      if (this.lastBytes - oldest.length < endBytes) return;
      this.lastBytes -= oldest.length;
      this.last.shift();
    }
  }

  private ending(): Buffer {
    return Buffer.concat(this.last);
  }
}
