/** The memory of the agent: what its Jobs give it is enough, whatever lies in the database; and what a killed one leaves. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { keysIn } from '../stores/keysIn';
import { startS3 } from '../stores/s3';
import { AgentProcess } from './AgentProcess';
import { type BackupBed, expect, test } from './backupBed';

const MB = 1_000_000;

/**
 * Of the agent’s own process. A Job gives 1 GiB, of which a mysqld of the agent’s may take 700 MB, or 768 MiB, of which mysqldump
 * may have a row of 500 MB.
 */
const mostBytes = 230 * MB;

/** 52 MB that can’t be compressed but for what is there twelve times, in rows of half a megabyte and one of 48. */
async function fill({ source }: BackupBed): Promise<void> {
  await source.run(
    'CREATE DATABASE shop',
    'CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, v LONGBLOB)',
    'SET SESSION group_concat_max_len = 100000000',
    ...Array.from(
      { length: 8 },
      () => `INSERT INTO shop.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 512)
             SELECT GROUP_CONCAT(RANDOM_BYTES(1024) SEPARATOR '') FROM n`,
    ),
    `INSERT INTO shop.t (v) SELECT GROUP_CONCAT(t.v SEPARATOR '')
     FROM shop.t t, (WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 12) SELECT i FROM n) again`,
  );
}

const pathOf = (name: string) => `shop/orders/backups/${name}`;

function backupSettings({ folder, source }: BackupBed, method: string) {
  return {
    ...{ verb: 'backup', method, path: pathOf(method) },
    scratch: join(folder, `scratch-${method}`),
    cluster: { namespace: 'shop', name: 'orders' },
    source: { name: 'mysql-0', host: '127.0.0.1', port: source.port },
  };
}

test('the agent stays within what its Jobs have, with a row of 50 MB; killed for want of memory it leaves nothing that its removal does not find', async ({
  bed,
}) => {
  const s3 = await startS3();
  const store = new S3Store(s3.access);
  const peaks: Record<string, number> = {};
  const words: string[] = [];
  const run = async (name: string, settings: object) => {
    const startedAt = performance.now();
    const agent = AgentProcess.start(settings, s3.access);
    expect((await agent.result()).error).toBeUndefined();
    peaks[name] = agent.peakBytes;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const megabytes = Math.round(agent.peakBytes / MB);
    words.push(`${name}: ${megabytes} MB in ${seconds} s`);
  };
  try {
    await fill(bed);
    for (const method of ['Physical', 'Logical'])
      await run(`${method} backup`, backupSettings(bed, method));
    mkdirSync(join(bed.folder, 'back'));
    await run('Logical restore', {
      ...{ verb: 'restore', path: pathOf('Logical') },
      scratch: join(bed.folder, 'restore'),
      datadir: join(bed.folder, 'back', 'data'),
    });
    console.log(words.join(', '));
    for (const bytes of Object.values(peaks)) {
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThan(mostBytes);
    }

    const path = pathOf('killed');
    const id = 'of-this-request';
    const settings = { ...backupSettings(bed, 'Logical'), path, id };
    const killed = AgentProcess.start(settings, s3.access);
    await killed.reaches(/dump/);
    // The kernel asks nobody.
    await killed.end('SIGKILL');
    expect(await store.find(`${path}/manifest.json`)).toBeUndefined();
    await run('removal', { verb: 'remove', path, unlessFinished: id });
    expect(await keysIn(store, path)).toEqual([]);
    expect(await store.dropUnfinished('')).toBe(0);
  } finally {
    store.close();
    await s3.remove();
  }
});
