/** A store that is gone for a while, slow, full, or answers with errors. */
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import {
  AzureStore,
  type ObjectStore,
  S3Store,
  StoreError,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import {
  randomBytes,
  streamOf,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent/src/stores/contract';
import { until } from '../conformance/until';
import { FaultyProxy } from './FaultyProxy';
import { startAzurite } from './azurite';
import { keysIn } from './keysIn';
import { startS3 } from './s3';

const chunk = randomBytes(1_000_000);
const chunks = 12;

for (const [name, start] of [
  [
    'S3',
    async () => {
      const { access, endpoint, remove } = await startS3();
      const proxy = await FaultyProxy.start(endpoint);
      const open = (forMs?: number) =>
        new S3Store({ ...access, endpoint: proxy.endpoint }, forMs);
      return { proxy, remove, open };
    },
  ],
  [
    'Azure Blob',
    async () => {
      const { access, remove } = await startAzurite();
      const proxy = await FaultyProxy.start(access.endpoint ?? '');
      const open = (forMs?: number) =>
        new AzureStore({ ...access, endpoint: proxy.endpoint }, forMs);
      return { proxy, remove, open };
    },
  ],
] as const) {
  test.describe(`With a store in ${name}`, () => {
    let proxy: FaultyProxy;
    let open: (forMs?: number) => ObjectStore;
    let remove: () => Promise<void>;

    test.beforeAll(async () => {
      ({ proxy, open, remove } = await start());
    });

    test.afterAll(async () => {
      await proxy?.end();
      await remove?.();
    });

    test.beforeEach(() => {
      proxy.trouble = () => 'none';
      proxy.troubled = 0;
    });

    for (const trouble of ['gone', 'errors'] as const) {
      test(`an upload waits for a store that is ${
        trouble === 'gone' ? 'gone' : 'full of errors'
      } for long`, async () => {
        const store = open();
        const upload = store.put(
          'long',
          streamOf(chunks, chunk, index => {
            if (index === 7) proxy.trouble = () => trouble;
          }),
        );
        // The pauses grow to five seconds: in all that is half a minute or more.
        await until('it was tried often', () => proxy.troubled >= 14, 150_000);
        proxy.trouble = () => 'none';
        await upload;
        expect((await store.find('long'))?.bytes).toBe(chunks * chunk.length);
        expect(await store.dropUnfinished('')).toBe(0);
      });
    }

    test('each request may fail once', async () => {
      const store = open();
      proxy.trouble = count => (count % 2 === 1 ? 'errors' : 'none');
      await store.put('flaky', streamOf(chunks, chunk));
      expect(await keysIn(store, 'flaky')).toEqual(['flaky']);
      await store.remove(['flaky']);
      expect(await store.find('flaky')).toBeUndefined();
    });

    test('each answer may be lost once, though what was asked for was done', async () => {
      const store = open();
      proxy.trouble = count => (count % 2 === 1 ? 'lost' : 'none');
      await store.put('lost', streamOf(chunks, chunk));
      expect((await store.find('lost'))?.bytes).toBe(chunks * chunk.length);
      await store.remove(['lost']);
      expect(await store.find('lost')).toBeUndefined();
      proxy.trouble = () => 'none';
      await store.dropUnfinished('');
    });

    test('a download whose connection breaks again and again comes whole', async () => {
      const store = open();
      const content = randomBytes(1_500_000);
      await store.put('torn', content);
      proxy.trouble = () => (proxy.troubled < 5 ? 'torn' : 'none');
      const got = await buffer(await store.get('torn', { start: 10 }));
      expect(got.equals(content.subarray(10))).toBe(true);
      expect(proxy.troubled).toBe(5);
    });

    test('a slow store is only slow', async () => {
      const store = open();
      proxy.trouble = () => 'slow';
      await store.put('slow', streamOf(chunks, chunk));
      const got = await buffer(await store.get('slow'));
      expect(got).toHaveLength(chunks * chunk.length);
    });

    test('a full store is named at once, and nothing is tried again', async () => {
      const store = open();
      proxy.trouble = () => 'full';
      const failure = await store.put('full', Buffer.from('x')).catch(e => e);
      expect(failure).toBeInstanceOf(StoreError);
      expect(failure.failure).toBe('full');
      expect(proxy.troubled).toBe(1);
    });

    test('a store that only answers with errors is given up in the end, and told so', async () => {
      const store = open(500);
      proxy.trouble = () => 'errors';
      const failure = await store.put('errors', Buffer.from('x')).catch(e => e);
      expect(failure.message).toMatch(/answers, but with errors of its own/);
      expect(proxy.troubled).toBeGreaterThan(1);
    });
  });
}
