/** The server that is being saved dies in the middle. */
import { silent } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { expect, test } from './backupBed';

for (const method of ['Physical', 'Logical'] as const) {
  test(`a ${method} backup whose source is killed says so, leaves nothing in the store, and the next one works`, async ({
    bed,
  }) => {
    const { source, store } = bed;
    await source.run(
      'CREATE DATABASE shop',
      'CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, v LONGBLOB)',
      `INSERT INTO shop.t (v) WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 40)
       SELECT REPEAT(RANDOM_BYTES(1024), 1024) FROM n`,
      // A CLONE of so little would be over before it was seen to have begun.
      'SET GLOBAL clone_max_data_bandwidth=1',
    );
    let back: Promise<void> | undefined;
    const killAndRestart = async () => {
      await source.kill();
      await source.start();
    };
    const failure = await bed
      .backUp('b', {
        method,
        progress: {
          ...silent,
          add: bytes => {
            if (bytes > 0) back ??= killAndRestart();
          },
        },
      })
      .then(
        () => 'it was made',
        (error: unknown) => String(error),
      );
    expect(back).toBeDefined();
    await back;
    expect(failure).toMatch(
      method === 'Physical' ? /CLONE from mysql-0 failed/ : /mysqldump failed/,
    );
    const left = [];
    for await (const { key } of store.list('')) left.push(key);
    expect(left).toEqual([]);

    const { manifest } = await bed.backUp('b', {
      method,
      scratch: `${bed.folder}/again`,
    });
    expect(manifest.bytes).toBeGreaterThan(40 * 1024 ** 2);
  });
}
