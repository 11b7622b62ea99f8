import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { feed } from './feed';

it('lets a source fill the same buffer again and again', async () => {
  const compressed = createZstdCompress();
  const same = Buffer.alloc(300);
  feed(
    (async function* chunks() {
      for (let value = 1; value <= 200; value++) yield same.fill(value);
    })(),
    compressed,
  );
  const plain = await buffer(compressed.pipe(createZstdDecompress()));
  const wanted = Array.from({ length: 200 }, (_, index) =>
    Buffer.alloc(300, index + 1),
  );
  expect(plain.equals(Buffer.concat(wanted))).toBe(true);
});

it.each([0, 3])(
  'ends its source when nobody reads on after %i chunks',
  async chunks => {
    const into = new PassThrough({ highWaterMark: 1 });
    const ended = new Promise<void>(resolve =>
      feed(
        (async function* endless() {
          try {
            for (;;) yield Buffer.alloc(100);
          } finally {
            resolve();
          }
        })(),
        into,
      ),
    );
    let left = chunks;
    if (left > 0) for await (const _ of into) if (--left === 0) break;
    into.destroy();
    await expect(ended).resolves.toBeUndefined();
  },
);

it('fails as its source fails', async () => {
  const into = new PassThrough();
  feed(
    (async function* torn() {
      yield Buffer.from('x');
      throw new Error('the disk died');
    })(),
    into,
  );
  await expect(buffer(into)).rejects.toThrow('the disk died');
});
