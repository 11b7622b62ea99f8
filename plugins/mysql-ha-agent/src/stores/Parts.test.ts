import { Readable } from 'node:stream';
import { randomBytes } from './contract';
import { Parts } from './Parts';
import { partBytes } from './uploadLimits';

describe('the parts of an upload', () => {
  it.each([0, 1, partBytes - 1, partBytes, partBytes + 1, 3 * partBytes])(
    'are full but the last one: %i bytes',
    async bytes => {
      const content = randomBytes(bytes);
      const slices = Array.from(
        { length: Math.ceil(bytes / 700_000) },
        (_, index) => content.subarray(index * 700_000, (index + 1) * 700_000),
      );
      const parts = new Parts(Readable.from(slices));
      const found: Buffer[] = [];
      for (;;) {
        const part = await parts.next();
        if (part.length === 0) break;
        found.push(Buffer.from(part));
        parts.release(part);
      }
      expect(found.slice(0, -1).every(one => one.length === partBytes)).toBe(
        true,
      );
      expect(Buffer.concat(found).equals(content)).toBe(true);
    },
  );

  it('use a buffer again that was released, and no other', async () => {
    const parts = new Parts(Readable.from([randomBytes(3 * partBytes)]));
    const first = await parts.next();
    const second = await parts.next();
    expect(second.buffer).not.toBe(first.buffer);
    parts.release(first);
    expect((await parts.next()).buffer).toBe(first.buffer);
  });

  it('fail as their source fails', async () => {
    const parts = new Parts(
      Readable.from(
        (function* torn() {
          yield randomBytes(10);
          throw new Error('mysqldump died');
        })(),
      ),
    );
    await expect(parts.next()).rejects.toThrow('mysqldump died');
  });
});
