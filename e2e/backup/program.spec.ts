/** The agent as a process, with a real S3 server: killed, stopped, and there and back. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { keysIn } from '../stores/keysIn';
import { startS3 } from '../stores/s3';
import { AgentProcess } from './AgentProcess';
import { expect, test } from './backupBed';

for (const method of ['Physical', 'Logical'] as const) {
  test(`${method}, killed and stopped in the middle and made at last, is there and back through S3`, async ({
    bed,
  }) => {
    const s3 = await startS3();
    try {
      await bed.source.run(
        'CREATE DATABASE shop',
        'CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, v LONGBLOB)',
        'SET SESSION cte_max_recursion_depth = 100000',
        `INSERT INTO shop.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 60)
         SELECT CONCAT(RANDOM_BYTES(1024), REPEAT('x', 10), REPEAT(RANDOM_BYTES(1000), 1000)) FROM n`,
      );
      const settings = {
        verb: 'backup',
        path: 'shop/orders/1',
        scratch: join(bed.folder, 'scratch'),
        cluster: { namespace: 'shop', name: 'orders' },
        clusterSpec: { instances: 3 },
        method,
        source: { name: 'mysql-0', host: '127.0.0.1', port: bed.source.port },
      };
      const store = new S3Store(s3.access);
      const step = method === 'Physical' ? /upload/ : /dump/;

      const killed = AgentProcess.start(settings, s3.access);
      await killed.reaches(step);
      await killed.end('SIGKILL');
      expect(await keysIn(store)).not.toContain('shop/orders/1/manifest.json');

      const stopped = AgentProcess.start(
        { ...settings, scratch: join(bed.folder, 'scratch2') },
        s3.access,
      );
      await stopped.reaches(step);
      await stopped.end('SIGTERM');
      expect(await keysIn(store)).toEqual([]);
      expect((await stopped.result()).error).toMatch(
        /SIGTERM|interrupted|abort/i,
      );

      const made = AgentProcess.start(
        { ...settings, scratch: join(bed.folder, 'scratch3') },
        s3.access,
      );
      const { result, error } = await made.result();
      expect(error).toBeUndefined();
      expect(result).toMatchObject({ path: 'shop/orders/1' });
      expect(await keysIn(store)).toContain('shop/orders/1/manifest.json');
      expect(await store.dropUnfinished('')).toBe(0);

      mkdirSync(join(bed.folder, 'back'));
      const restored = AgentProcess.start(
        {
          ...{ verb: 'restore', path: 'shop/orders/1' },
          scratch: join(bed.folder, 'scratch4'),
          datadir: join(bed.folder, 'back', 'data'),
        },
        s3.access,
      );
      expect((await restored.result()).error).toBeUndefined();
      const server = await bed.serve('back');
      expect(await server.rows('CHECKSUM TABLE shop.t')).toEqual(
        await bed.source.rows('CHECKSUM TABLE shop.t'),
      );
    } finally {
      await s3.remove();
    }
  });
}
