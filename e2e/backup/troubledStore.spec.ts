/** Whole backups and restores through a store that makes trouble, not only single requests. */
import { join } from 'node:path';
import { AzureStore, S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { FaultyProxy } from '../stores/FaultyProxy';
import { startAzurite } from '../stores/azurite';
import { keysIn } from '../stores/keysIn';
import { startS3 } from '../stores/s3';
import { type BackupBed, expect, test } from './backupBed';

/** How long the store is away: longer than most of what restarts, and shorter than the patience with each request. */
const awayMs = { backup: 60_000, restore: 10_000 };

const table = [
  'CREATE DATABASE shop',
  'CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, v LONGBLOB)',
  `INSERT INTO shop.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 30)
   SELECT CONCAT(RANDOM_BYTES(1024), REPEAT(RANDOM_BYTES(1024), 500)) FROM n`,
];

async function startTroubledS3() {
  const { access, endpoint, remove } = await startS3();
  const proxy = await FaultyProxy.start(endpoint);
  const store = new S3Store({ ...access, endpoint: proxy.endpoint });
  return { proxy, store, remove };
}

async function startTroubledAzure() {
  const { access, remove } = await startAzurite();
  const proxy = await FaultyProxy.start(access.endpoint ?? '');
  const store = new AzureStore({ ...access, endpoint: proxy.endpoint });
  return { proxy, store, remove };
}

async function requireSame(bed: BackupBed, name: string): Promise<void> {
  const server = await bed.serve(name);
  const sum = 'CHECKSUM TABLE shop.t';
  expect(await server.rows(sum)).toEqual(await bed.source.rows(sum));
}

test('backups of both methods outlast a store that is gone for a minute, and a restore does', async ({
  bed,
}) => {
  test.setTimeout(600_000);
  const { proxy, store, remove } = await startTroubledS3();
  /** Away from the n-th request on. */
  const goesAfter = (requests: number, forMs: number) => {
    let seen = 0;
    let since: number | undefined;
    proxy.trouble = () => {
      seen += 1;
      if (seen <= requests) return 'none';
      since ??= performance.now();
      return performance.now() - since < forMs ? 'gone' : 'none';
    };
  };
  try {
    await bed.source.run(...table);
    goesAfter(6, awayMs.backup);
    await Promise.all(
      (['Physical', 'Logical'] as const).map(method =>
        bed.backUp(method, { method, store }),
      ),
    );
    expect(proxy.troubled).toBeGreaterThan(14);
    expect(await store.dropUnfinished('')).toBe(0);
    goesAfter(2, awayMs.restore);
    await Promise.all(
      (['Physical', 'Logical'] as const).map(method =>
        bed.restore(method, `from-${method}`, { store }),
      ),
    );
    await requireSame(bed, 'from-Physical');
    await requireSame(bed, 'from-Logical');
  } finally {
    store.close();
    await proxy.end();
    await remove();
  }
});

for (const [name, start] of [
  ['S3', startTroubledS3],
  ['Azure Blob', startTroubledAzure],
] as const) {
  test(`with ${name}, each request fails once in its own way, and all is there and back`, async ({
    bed,
  }) => {
    const { proxy, store, remove } = await start();
    const ways = ['errors', 'gone', 'lost', 'torn'] as const;
    try {
      await bed.source.run(...table);
      // Whatever is asked for is asked for again: every second request is the new try of the first.
      proxy.trouble = count =>
        count % 2 === 1
          ? ways[((count - 1) / 2) % ways.length] ?? 'none'
          : 'none';
      await bed.backUp('b', { store });
      expect(await store.dropUnfinished('')).toBe(0);
      await bed.restore('b', 'back', { store });
      expect(proxy.troubled).toBeGreaterThan(10);
      await requireSame(bed, 'back');
    } finally {
      store.close();
      await proxy.end();
      await remove();
    }
  });
}

test('a store that gets full fails the backup at once and keeps nothing of it; a slow one is only slow', async ({
  bed,
}) => {
  const { proxy, store, remove } = await startTroubledS3();
  try {
    await bed.source.run(...table);
    let written = 0;
    proxy.trouble = (_, method) => {
      if (method !== 'PUT') return 'none';
      written += 1;
      return written > 2 ? 'full' : 'none';
    };
    await expect(bed.backUp('b', { store })).rejects.toThrow(/ is full/);
    expect(await keysIn(store)).toEqual([]);
    expect(await store.dropUnfinished('')).toBe(0);
    proxy.trouble = () => 'slow';
    await bed.backUp('b', { store, scratch: join(bed.folder, 'slowly') });
    expect(await keysIn(store)).toContain('b/manifest.json');
  } finally {
    store.close();
    await proxy.end();
    await remove();
  }
});
