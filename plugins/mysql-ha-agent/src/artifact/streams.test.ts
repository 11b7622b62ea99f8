import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { silent } from '../progress';
import { InMemoryStore } from '../stores';
import { randomBytes } from '../stores/contract';
import { ArtifactStream } from './manifest';
import { openStream } from './openStream';
import { readStream } from './readStream';
import { uploadStream } from './uploadStream';

const content = randomBytes(1_000_000);

function source(before: (offset: number) => void = () => {}): Readable {
  return Readable.from(
    (function* slices() {
      for (let offset = 0; offset < content.length; offset += 100_000) {
        before(offset);
        yield content.subarray(offset, offset + 100_000);
      }
    })(),
    { objectMode: false },
  );
}

async function upload(
  store: InMemoryStore,
  objectBytes?: number,
  from = source(),
) {
  return uploadStream(from, {
    ...{ store, key: 'b/data', content: 'tar', progress: silent, objectBytes },
  });
}

/** Refuses what it is given at once, in words of its own. */
async function refuses(plain: Readable): Promise<void> {
  for await (const _ of plain) throw new Error('Invalid tar header');
}

async function download(store: InMemoryStore, stream: ArtifactStream) {
  return buffer(openStream(store, stream, silent));
}

describe('a stream in the store', () => {
  it('comes back byte for byte, from one object or from many', async () => {
    for (const [limit, objects] of [
      [undefined, 1],
      [250_000, 4],
    ] as const) {
      const store = new InMemoryStore();
      const stream = await upload(store, limit);
      expect(stream.objects).toHaveLength(objects);
      expect(stream.bytes).toBe(1_000_000);
      expect((await download(store, stream)).equals(content)).toBe(true);
    }
  });

  it('is found damaged also by a reader that refuses it before its end', async () => {
    const store = new InMemoryStore();
    const stream = await upload(store);
    const [object] = stream.objects;
    await expect(readStream(store, stream, silent, refuses)).rejects.toThrow(
      'Invalid tar header',
    );
    store.damage(object.key, object.bytes - 1);
    await expect(readStream(store, stream, silent, refuses)).rejects.toThrow(
      /"b\/data-00000.zst" in bucket "memory".* is damaged/,
    );
  });

  it('is found damaged wherever a byte differs, and the object is named', async () => {
    const store = new InMemoryStore();
    const stream = await upload(store, 250_000);
    const [, second] = stream.objects;
    for (const at of [0, 100, second.bytes - 1]) {
      store.damage(second.key, at);
      await expect(download(store, stream)).rejects.toThrow(
        /"b\/data-00001.zst" in bucket "memory".* is damaged/,
      );
      for (let turn = 0; turn < 255; turn++) store.damage(second.key, at);
    }
    expect(await download(store, stream)).toHaveLength(1_000_000);
  });

  it('is refused when an object is missing', async () => {
    const store = new InMemoryStore();
    const stream = await upload(store, 250_000);
    await store.remove([stream.objects[2].key]);
    await expect(download(store, stream)).rejects.toThrow('lacks the object');
  });

  it('fails as its source fails', async () => {
    const torn = source(offset => {
      if (offset === 700_000) throw new Error('mysqldump died');
    });
    await expect(upload(new InMemoryStore(), undefined, torn)).rejects.toThrow(
      'mysqldump died',
    );
  });
});
