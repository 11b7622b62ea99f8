/** Bytes that came; put together only when enough are there, as an event may have many pieces. */
export class WaitingBytes {
  private chunks: Buffer[] = [];
  private count = 0;

  get bytes(): number {
    return this.count;
  }

  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.count += chunk.length;
  }

  peek(count: number): Buffer {
    if ((this.chunks[0]?.length ?? 0) < count)
      this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0].subarray(0, count);
  }

  take(count: number): Buffer {
    const taken = this.peek(count);
    this.chunks[0] = this.chunks[0].subarray(count);
    if (this.chunks[0].length === 0) this.chunks.shift();
    this.count -= count;
    return taken;
  }

  /** @returns how many of so many bytes had come already, and are gone */
  skip(count: number): number {
    return this.take(Math.min(count, this.count)).length;
  }
}
