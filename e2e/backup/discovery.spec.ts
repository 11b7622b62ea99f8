/** The agent as a process, with a real S3 server: what lies in a place is found, and proved or refuted. */
import { join } from 'node:path';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { startS3 } from '../stores/s3';
import { AgentProcess } from './AgentProcess';
import { expect, test } from './backupBed';

test('a backup is found by its manifest, proved by a restore, and refuted when an object of it differs', async ({
  bed,
}) => {
  test.setTimeout(600_000); // three runs of the agent with servers of their own
  const s3 = await startS3();
  const store = new S3Store(s3.access);
  try {
    await bed.source.run(
      'CREATE DATABASE shop',
      'CREATE TABLE shop.t (id INT PRIMARY KEY)',
      'INSERT INTO shop.t VALUES (1), (2), (3)',
    );
    const path = 'shop/orders/backups/20260501T100002Z-first-1a2b3c4d';
    const run = (settings: object) => AgentProcess.start(settings, s3.access);
    const made = await run({
      ...{ verb: 'backup', path, method: 'Physical' },
      scratch: join(bed.folder, 'scratch'),
      cluster: { namespace: 'shop', name: 'orders' },
      source: { name: 'mysql-0', host: '127.0.0.1', port: bed.source.port },
    }).result();
    expect(made.error).toBeUndefined();
    await store.put('shop/orders/backups/torn/data-0.000', Buffer.from('x'));
    await store.put('shop/orders/archive/segments/1/x', Buffer.from('x'));

    const discovery = run({ verb: 'discover' });
    expect((await discovery.result()).result).toMatchObject({
      ...{ found: 1, more: 0, total: 1, lost: '', unreadable: 0 },
    });
    const found = discovery.lines.flatMap(line => line.artifact ?? []);
    expect(found).toEqual([
      expect.objectContaining({
        ...{ path, namespace: 'shop', cluster: 'orders', method: 'Physical' },
        sha256: made.result?.sha256,
        gtidExecuted: made.result?.gtidExecuted,
      }),
    ]);

    const scratch = join(bed.folder, 'proof');
    const proved = await run({ verb: 'verify', path, scratch }).result();
    expect(proved.error).toBeUndefined();
    expect(proved.result).toMatchObject({ tables: 1, rows: '3' });

    for await (const { key, bytes } of store.list(`${path}/data-`)) {
      await store.put(key, Buffer.alloc(bytes));
    }
    const refuted = await run({ verb: 'verify', path, scratch }).result();
    expect(refuted).toMatchObject({
      error: expect.stringContaining('is damaged'),
      damaged: true,
    });
  } finally {
    store.close();
    await s3.remove();
  }
});
