import { partBytes } from './uploadLimits';

/** Fills buffers with what comes, one after the other. */
export class Parts {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest = Buffer.alloc(0);
  private readonly free: Buffer[] = [];

  constructor(source: AsyncIterable<Buffer>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** The next part, full unless it is the last one; empty at the end. */
  async next(): Promise<Buffer> {
    const into = this.free.pop() ?? Buffer.allocUnsafeSlow(partBytes);
    let filled = 0;
    while (filled < into.length) {
      if (this.rest.length === 0) {
        const { done, value } = await this.chunks.next();
        if (done) break;
        this.rest = value;
      }
      const copied = this.rest.copy(into, filled);
      this.rest = this.rest.subarray(copied);
      filled += copied;
    }
    return into.subarray(0, filled);
  }

  /** A part is sent: its buffer is filled anew, as the garbage of buffers is what an upload’s memory consists of. */
  release(part: Buffer): void {
    if (part.length === partBytes) this.free.push(part);
  }

  /** Nobody reads on. */
  async end(): Promise<void> {
    await this.chunks.return?.();
  }
}
