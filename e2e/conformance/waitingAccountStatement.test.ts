/** What still answers while an account statement waits for its acknowledgement: it holds the lock of the privileges. */
import {
  MySqlError,
  NOT_COMMANDING,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import { test } from './engineUser';
import { Pending } from './pending';
import { commitsWaiting, disconnect, expect, receiver } from './scene';
import type { Trio } from './trio';
import { until } from './until';

/** Connections that are open before an account statement waits: afterwards nobody can log in. */
async function accountStatementWaits(trio: Trio) {
  const { primary } = trio;
  await disconnect(trio);
  const spare = [
    await primary.connect('admin'),
    await primary.connect('admin'),
  ] as const;
  const app = await primary.connect('app');
  const other = await primary.connect('admin');
  const created = new Pending(
    other.query("CREATE USER 'new'@'%' IDENTIFIED BY 'x'"),
  );
  await commitsWaiting(primary, 1);
  return { primary, created, spare, app };
}

test.describe('while a commit waits for its acknowledgement', () => {
  test("it is a CREATE USER: logins hang, the replicas' too, so they never attach again", async ({
    trio,
  }) => {
    const { primary, created } = await accountStatementWaits(trio);
    const login = new Pending(primary.connect('app', 60_000));
    await trio.replicas[0].run('START REPLICA IO_THREAD');
    expect(await login.toldWithin(2_000)).toBe('nothing');
    expect((await receiver(trio.replicas[0])).SERVICE_STATE).toBe('CONNECTING');
    expect(created.told).toBe('nothing');
  });

  test('it is a CREATE USER: offline_mode=ON and statements of applications hang; an open connection can look and kill', async ({
    trio,
  }) => {
    const { primary, created, spare, app } = await accountStatementWaits(trio);
    const hanging = [
      new Pending(spare[0].query('SET GLOBAL offline_mode=ON')),
      new Pending(spare[1].query('SET GLOBAL super_read_only=ON')),
      new Pending(app.query('SELECT COUNT(*) FROM app.t')),
    ];
    for (const sql of [
      'SELECT @@global.gtid_executed',
      'SELECT * FROM performance_schema.threads',
      'SELECT COUNT(*) FROM app.t',
    ]) {
      expect(await new Pending(primary.rows(sql)).toldWithin(2_000)).toBe('ok');
    }
    expect(
      await Promise.all(hanging.map(asked => asked.toldWithin(1_500))),
    ).toEqual(['nothing', 'nothing', 'nothing']);
    const id = await until('its session', () =>
      primary.value(
        "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'",
      ),
    );
    await primary.run(`KILL ${id}`);
    expect(await created.outcome(2_000)).toBe('error');
    expect(hanging[0]?.told).toBe('nothing');
    await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
    expect(await hanging[0]?.outcome()).toBe('ok');
    expect(await hanging[1]?.outcome()).toBe('ok');
  });

  test('it is a CREATE USER: an engine whose commanding connection was cut can’t log in for another one, and is told so by a timeout', async ({
    trio,
    engine,
  }) => {
    const { primary } = trio;
    await engine.takeCommand();
    await accountStatementWaits(trio);
    await primary.run(
      `KILL ${await primary.value("SELECT IS_USED_LOCK('mysqlha')")}`,
    );
    const failure = async (command: Promise<void>) => {
      const error: unknown = await command.catch(thrown => thrown);
      return error instanceof MySqlError ? error.failure : undefined;
    };
    await until(
      'the command is lost',
      async () => (await failure(engine.fence()))?.code === NOT_COMMANDING,
    );
    expect(await failure(engine.takeCommand())).toMatchObject({
      kind: 'timeout',
    });
  });
});
