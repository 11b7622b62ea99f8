/** What the engine may read while a commit waits for its acknowledgement. */
import { Pending } from './pending';
import { commitWaits, expect, test } from './scene';
import { until } from './until';

const answered: readonly string[] = [
  'SELECT @@global.gtid_executed, @@global.gtid_purged, @@global.super_read_only',
  'SELECT * FROM performance_schema.replication_connection_status',
  'SELECT * FROM performance_schema.replication_applier_status_by_worker',
  'SELECT * FROM performance_schema.replication_applier_status_by_coordinator',
  'SELECT * FROM performance_schema.global_status',
  'SELECT * FROM performance_schema.global_variables',
  'SELECT * FROM performance_schema.threads',
  'SELECT * FROM performance_schema.processlist',
  'SELECT * FROM information_schema.PROCESSLIST',
  'SHOW REPLICA STATUS',
  'SHOW REPLICAS',
  'SHOW BINARY LOG STATUS',
  'SHOW BINARY LOGS',
  'SELECT COUNT(*) FROM app.t',
  "SELECT GET_LOCK('mysqlha', 0)",
];

test.describe('while a commit waits for its acknowledgement', () => {
  test('what a probe reads is answered, also while a read-only SET hangs behind it', async ({
    trio,
  }) => {
    const { primary, commit, admin } = await commitWaits(trio);
    const probe = await primary.connect('admin');
    const hanging: string[] = [];
    const ask = async (about: string) => {
      for (const sql of answered) {
        const answer = new Pending((await primary.connect('admin')).query(sql));
        if ((await answer.toldWithin(1_500)) !== 'ok')
          hanging.push(`${sql} ${about}`);
      }
    };
    await ask('behind a commit');
    const readOnly = new Pending(admin.query('SET GLOBAL super_read_only=ON'));
    await until(
      'the SET is under way',
      async () => (await primary.value('SELECT @@super_read_only')) === 1,
    );
    await ask('behind a SET');
    expect(hanging).toEqual([]);
    expect([commit.told, readOnly.told]).toEqual(['nothing', 'nothing']);
    probe.destroy();
  });
});
