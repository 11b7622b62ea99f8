/** What a dump asks of its source: nobody may wait for it. */
import { until } from '../conformance/until';
import { expect, test } from './backupBed';

test('a Logical backup waits for a statement that takes long, so that nobody else waits for both', async ({
  bed,
}) => {
  const { source, store } = bed;
  await source.run(
    'CREATE DATABASE shop',
    'CREATE TABLE shop.t (id INT PRIMARY KEY)',
    'INSERT INTO shop.t VALUES (1)',
  );
  const report = await source.connect('admin');
  const id = String(report.threadId);
  report.query('SELECT SLEEP(3600) FROM shop.t').catch(() => {}); // it is killed
  try {
    await until('the statement runs for long', async () =>
      source.value(
        `SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_ID = ${id} AND PROCESSLIST_TIME > 2`,
      ),
    );
    const steps: string[] = [];
    const backup = bed.backUp('b', {
      method: 'Logical',
      progress: { begin: step => steps.push(step), add() {} },
    });
    await until('the backup waits', () => steps.length > 0);
    expect(steps).toEqual(['wait for a statement that takes long']);
    expect(
      await source.value(
        "SELECT COUNT(*) FROM performance_schema.processlist WHERE STATE LIKE 'Waiting for table flush'",
      ),
    ).toBe(0);
    expect(await source.value('SELECT COUNT(*) FROM shop.t')).toBe(1);
    await source.run(`KILL QUERY ${id}`);
    await backup;
    expect(await store.find('b/manifest.json')).toBeDefined();
  } finally {
    report.destroy();
  }
});
