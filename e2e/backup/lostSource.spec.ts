/** The server that is being saved dies in the middle. */
import { silent } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { until } from '../conformance/until';
import { keysIn } from '../stores/keysIn';
import { BackupBed, expect, test } from './backupBed';

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
    );
    const killed =
      method === 'Physical' ? killedInClone(bed) : killedInDump(bed);
    const failure = await bed
      .backUp('b', { method, progress: killed.progress })
      .then(
        () => 'it was made',
        (error: unknown) => String(error),
      );
    await killed.done();
    expect(failure).toMatch(
      method === 'Physical' ? /CLONE from mysql-0 failed/ : /mysqldump failed/,
    );
    expect(await keysIn(store)).toEqual([]);

    await source.start();
    const { manifest } = await bed.backUp('b', {
      method,
      scratch: `${bed.folder}/again`,
    });
    expect(manifest.bytes).toBeGreaterThan(40 * 1024 ** 2);
  });
}

/** A CLONE of so little would be over before it was seen to have begun, so it waits for DDL that does not end. */
function killedInClone({ source }: BackupBed) {
  const done = (async () => {
    await source.run('SET GLOBAL clone_block_ddl=ON');
    const slow = await source.connect('root');
    slow.on('error', () => {});
    slow.query('CREATE TABLE shop.slow SELECT SLEEP(3600)').catch(() => {});
    await until(
      'the source gives its data',
      async () =>
        Number(
          await source.value(
            "SELECT COUNT(*) FROM performance_schema.processlist WHERE command = 'Clone'",
          ),
        ) > 0,
      120_000,
    );
    await source.kill();
  })();
  return { progress: silent, done: () => done };
}

/** The first bytes of the dump are the sign. */
function killedInDump({ source }: BackupBed) {
  let done: Promise<void> | undefined;
  return {
    progress: {
      ...silent,
      add(bytes: number) {
        if (bytes > 0) done ??= source.kill();
      },
    },
    async done() {
      expect(done).toBeDefined();
      await done;
    },
  };
}
