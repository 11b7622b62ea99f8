import { headerBytes, magic, readHeader } from '../binlog';

/** The events of a binary log that comes in pieces. @throws Error when it is none, or ends within an event */
export async function* eventsOf(
  source: AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  const waiting = new Waiting();
  let begun = false;
  for await (const chunk of source) {
    waiting.add(chunk);
    if (!begun && waiting.bytes >= magic.length) {
      if (!waiting.take(magic.length).equals(magic))
        throw new Error('it does not begin as a binary log does');
      begun = true;
    }
    while (begun && waiting.bytes >= headerBytes) {
      const { bytes } = readHeader(waiting.peek(headerBytes));
      if (bytes < headerBytes) throw new Error('an event has no length');
      if (waiting.bytes < bytes) break;
      yield waiting.take(bytes);
    }
  }
  if (!begun || waiting.bytes > 0) throw new Error('it ends within an event');
}

/** Bytes that came; put together only when enough are there, as an event may have many pieces. */
class Waiting {
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
}
