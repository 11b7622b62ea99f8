import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ObjectStore } from '../ObjectStore';
import { StoreError } from '../StoreError';
import { readText } from '../readText';
import { partBytes } from '../uploadLimits';
import { randomBytes, streamOf } from './streams';

/** One thing that each store does alike. */
export interface StoreContractCase {
  /** A sentence. */
  readonly title: string;
  /** @param folder - of this case alone, ends in a slash */
  run(store: ObjectStore, folder: string): Promise<void>;
}

/** What each store does alike. */
export const objectStoreContract: readonly StoreContractCase[] = [
  {
    title: 'reads what was written, whole and by range',
    async run(store, folder) {
      const content = randomBytes(100_000);
      await store.put(`${folder}a`, content);
      assert.deepEqual(await buffer(await store.get(`${folder}a`)), content);
      assert.deepEqual(
        await buffer(await store.get(`${folder}a`, { start: 5, end: 14 })),
        content.subarray(5, 15),
      );
      assert.deepEqual(
        await buffer(await store.get(`${folder}a`, { start: 99_990 })),
        content.subarray(99_990),
      );
    },
  },
  {
    title: 'writes an empty object, and a stream that ends at once',
    async run(store, folder) {
      await store.put(`${folder}buffer`, Buffer.alloc(0));
      await store.put(`${folder}stream`, Readable.from([]));
      assert.equal((await store.find(`${folder}buffer`))?.bytes, 0);
      assert.equal((await store.find(`${folder}stream`))?.bytes, 0);
    },
  },
  {
    title: 'writes a stream of several parts byte for byte',
    async run(store, folder) {
      const chunk = randomBytes(1_000_003);
      const chunks = Math.ceil((2.5 * partBytes) / chunk.length);
      const wanted = createHash('sha256');
      for (let index = 0; index < chunks; index++) wanted.update(chunk);
      await store.put(`${folder}large`, streamOf(chunks, chunk));
      const got = createHash('sha256');
      for await (const part of await store.get(`${folder}large`))
        got.update(part);
      assert.equal(got.digest('hex'), wanted.digest('hex'));
      assert.equal(
        (await store.find(`${folder}large`))?.bytes,
        chunks * chunk.length,
      );
    },
  },
  {
    title: 'lists by prefix in the order of the keys, with sizes',
    async run(store, folder) {
      for (const key of ['b/2', 'b/10', 'a', 'bb'])
        await store.put(`${folder}${key}`, Buffer.from(key));
      assert.deepEqual(await listed(store, folder), ['a', 'b/10', 'b/2', 'bb']);
      assert.deepEqual(await listed(store, folder, 'b/'), ['b/10', 'b/2']);
      assert.deepEqual(await listed(store, folder, 'c'), []);
    },
  },
  {
    title: 'names the folders below a prefix, and not what lies in them',
    async run(store, folder) {
      for (const key of ['b/2/x', 'b/10', 'a', 'c/d/e/f', 'c/d/g'])
        await store.put(`${folder}${key}`, Buffer.from(key));
      assert.deepEqual(await foldersOf(store, folder), ['b/', 'c/']);
      assert.deepEqual(await foldersOf(store, folder, 'c/'), ['c/d/']);
      assert.deepEqual(await foldersOf(store, folder, 'none/'), []);
    },
  },
  {
    title: 'replaces an object as a whole',
    async run(store, folder) {
      await store.put(`${folder}k`, Buffer.from('the longer one'));
      await store.put(`${folder}k`, Buffer.from('short'));
      assert.equal(await readText(store, `${folder}k`), 'short');
    },
  },
  {
    title: 'deletes many at once, and what is not there is deleted already',
    async run(store, folder) {
      const keys = Array.from({ length: 30 }, (_, index) => folder + index);
      await Promise.all(keys.map(key => store.put(key, Buffer.from('x'))));
      await store.remove([...keys, `${folder}never`]);
      assert.deepEqual(await listed(store, folder), []);
    },
  },
  {
    title: 'says that an object is missing',
    async run(store, folder) {
      assert.equal(await store.find(`${folder}none`), undefined);
      await assert.rejects(store.get(`${folder}none`), error => {
        assert.ok(error instanceof StoreError, String(error));
        assert.equal(error.failure, 'missing');
        assert.match(error.message, /none.*choose another backup/s);
        return true;
      });
    },
  },
  {
    title: 'an upload whose source fails leaves nothing',
    async run(store, folder) {
      const body = streamOf(20, randomBytes(1_000_000), index => {
        if (index === 15) throw new Error('mysqldump died');
      });
      await assert.rejects(store.put(`${folder}torn`, body), /mysqldump died/);
      assert.deepEqual(await listed(store, folder), []);
      assert.equal(await store.dropUnfinished(folder), 0);
    },
  },
  {
    title: 'an upload that is aborted leaves nothing',
    async run(store, folder) {
      const stop = new AbortController();
      const body = streamOf(20, randomBytes(1_000_000), index => {
        if (index === 15) stop.abort();
      });
      await assert.rejects(
        store.put(`${folder}torn`, body, stop.signal),
        error => error instanceof StoreError && error.failure === 'aborted',
      );
      assert.deepEqual(await listed(store, folder), []);
      assert.equal(await store.dropUnfinished(folder), 0);
    },
  },
];

async function listed(
  store: ObjectStore,
  folder: string,
  prefix = '',
): Promise<string[]> {
  const keys = [];
  for await (const { key } of store.list(folder + prefix))
    keys.push(key.slice(folder.length));
  return keys;
}

async function foldersOf(
  store: ObjectStore,
  folder: string,
  prefix = '',
): Promise<string[]> {
  const found = [];
  for await (const name of store.folders(folder + prefix))
    found.push(name.slice(folder.length));
  return found;
}
