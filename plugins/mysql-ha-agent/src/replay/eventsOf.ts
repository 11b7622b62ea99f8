import { headerBytes, magic, readHeader } from '../binlog';
import { WaitingBytes } from './WaitingBytes';

/**
 * The events of a binary log that comes in pieces.
 *
 * @param mostBytes - larger ones are left out, and never in memory as a whole
 * @throws Error when it is none, or ends within an event
 */
export async function* eventsOf(
  source: AsyncIterable<Buffer>,
  mostBytes = Infinity,
): AsyncIterable<Buffer> {
  const waiting = new WaitingBytes();
  let begun = false;
  /** What is still to come of one that is left out. */
  let left = 0;
  for await (const chunk of source) {
    waiting.add(chunk);
    left -= waiting.skip(left);
    if (!begun && waiting.bytes >= magic.length) {
      if (!waiting.take(magic.length).equals(magic))
        throw new Error('it does not begin as a binary log does');
      begun = true;
    }
    while (begun && waiting.bytes >= headerBytes) {
      const { bytes } = readHeader(waiting.peek(headerBytes));
      if (bytes < headerBytes) throw new Error('an event has no length');
      if (bytes > mostBytes) {
        left = bytes - waiting.skip(bytes);
        continue;
      }
      if (waiting.bytes < bytes) break;
      yield waiting.take(bytes);
    }
  }
  if (!begun || waiting.bytes > 0 || left > 0)
    throw new Error('it ends within an event');
}
