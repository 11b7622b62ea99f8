import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { resumed } from './resumed';

const where = { forMs: 60_000, where: 'bucket "b"', key: 'k' };
const content = 'abcdefghij';

/** Breaks after some bytes each time. */
function breaking(bytes: number, code: string, opened: unknown[] = []) {
  return async (start: number, version: string | undefined) => {
    opened.push([start, version]);
    const body = Readable.from(
      (function* some() {
        yield Buffer.from(content.slice(start, start + bytes));
        if (start + bytes < content.length)
          throw Object.assign(new Error('broken'), { code });
      })(),
      { objectMode: false },
    );
    return { body, version: 'v1' };
  };
}

describe('reading an object', () => {
  it('goes on where the connection broke, with the same version', async () => {
    const opened: unknown[] = [];
    const open = breaking(4, 'ECONNRESET', opened);
    expect(await text(await resumed(open, 0, where))).toBe(content);
    expect(opened).toEqual([
      [0, undefined],
      [4, 'v1'],
      [8, 'v1'],
    ]);
  });

  it('ends with what no other try can change', async () => {
    const stream = await resumed(breaking(4, 'AccessDenied'), 2, where);
    await expect(text(stream)).rejects.toThrow('does not let these keys read');
  });

  it('gives up a store that delivers nothing for long', async () => {
    const open = breaking(0, 'ECONNRESET');
    const stream = await resumed(open, 0, { ...where, forMs: 0 });
    await expect(text(stream)).rejects.toThrow('can’t be reached');
  });
});
