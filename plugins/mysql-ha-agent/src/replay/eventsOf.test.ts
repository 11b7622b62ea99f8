import { magic } from '../binlog';
import { randomBytes } from '../stores/contract';
import { eventsOf } from './eventsOf';

function event(bytes: number, seed: number): Buffer {
  const made = randomBytes(bytes, seed);
  made.writeUInt32LE(bytes, 9);
  return made;
}

const events = [event(19, 1), event(1_000, 2), event(70_000, 3), event(20, 4)];
const log = Buffer.concat([magic, ...events]);

async function* inPieces(bytes: number, of = log): AsyncIterable<Buffer> {
  for (let at = 0; at < of.length; at += bytes)
    yield of.subarray(at, at + bytes);
}

async function read(
  source: AsyncIterable<Buffer>,
  mostBytes?: number,
): Promise<Buffer[]> {
  const found = [];
  for await (const one of eventsOf(source, mostBytes)) found.push(one);
  return found;
}

describe('the events of a binary log', () => {
  it.each([1, 3, 18, 1_019, 65_536, 1_000_000])(
    'come whole from pieces of %i bytes',
    async bytes => {
      const found = await read(inPieces(bytes));
      expect(found).toHaveLength(events.length);
      expect(Buffer.concat(found).equals(log.subarray(magic.length))).toBe(
        true,
      );
    },
  );

  it.each([1, 18, 1_019, 65_536, 1_000_000])(
    'come from pieces of %i bytes without those that are too large',
    async bytes => {
      const [first, , , last] = events;
      expect(await read(inPieces(bytes), 100)).toEqual([first, last]);
      const torn = Buffer.concat([magic, events[0], events[2]]);
      await expect(
        read(inPieces(bytes, torn.subarray(0, -1)), 100),
      ).rejects.toThrow('it ends within an event');
    },
  );

  it.each([
    ['it does not begin as a binary log does', Buffer.from('text, not a log')],
    ['it ends within an event', log.subarray(0, -1)],
    ['it ends within an event', Buffer.alloc(0)],
    ['an event has no length', Buffer.concat([magic, Buffer.alloc(30)])],
  ])('are refused: %s', async (why, bytes) => {
    await expect(read(inPieces(10, bytes))).rejects.toThrow(why);
  });
});
