import { everything } from './everything';
import { expect, test } from './backupBed';
import { fingerprint } from './fingerprint';

/** Random, so that it does not shrink: ten parts of an upload, and a statement of 100 MB in a dump. */
const large = [
  'CREATE TABLE shop.documents (id INT PRIMARY KEY, body LONGBLOB)',
  `INSERT INTO shop.documents
     WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 51200)
     SELECT /*+ SET_VAR(cte_max_recursion_depth=60000) SET_VAR(group_concat_max_len=60000000) */
       1, GROUP_CONCAT(RANDOM_BYTES(1024) SEPARATOR '') FROM n`,
];

for (const method of ['Physical', 'Logical'] as const) {
  test(`a ${method} backup restores a schema with everything in it, byte for byte`, async ({
    bed,
  }) => {
    await bed.source.run(...everything, ...large);
    expect(
      await bed.source.value('SELECT LENGTH(body) FROM shop.documents'),
    ).toBe(52_428_800);
    const before = await fingerprint(await bed.source.connect('root'));
    const { manifest } = await bed.backUp('b1', { method });
    const executed = await bed.source.value(
      "SELECT REPLACE(@@global.gtid_executed, '\\n', '')",
    );
    expect(manifest).toMatchObject({
      method,
      source: 'mysql-0',
      gtidExecuted: executed,
      version: await bed.source.value('SELECT @@version'),
    });
    expect(manifest.sizeBytes).toBeGreaterThan(5_000);

    const restored = await bed.restore('b1', 'restored');
    expect(restored.gtidExecuted).toBe(executed);
    const server = await bed.serve('restored');
    expect(await fingerprint(await server.connect('root'))).toEqual(before);
    expect(
      await server.value("SELECT REPLACE(@@global.gtid_executed, '\\n', '')"),
    ).toBe(executed);
    expect(await server.value('SELECT @@server_uuid')).not.toBe(
      await bed.source.value('SELECT @@server_uuid'),
    );
  });
}
