/** How replicas see their source go away, and how they get another one. */
import { expect, insert, receiver, test } from './scene';
import type { Mysqld } from './mysqld';
import { acknowledge, caughtUp, connectedReplicas, executed } from './trio';
import { until } from './until';

test.describe('a replica whose source goes away', () => {
  test('the source is killed: the receiver is no longer ON within two seconds', async ({
    trio,
  }) => {
    const [replica] = trio.replicas;
    await until(
      'the receiver is ON',
      async () => (await receiver(replica)).SERVICE_STATE === 'ON',
    );
    trio.primary.signal('SIGKILL');
    const began = performance.now();
    await until(
      'not ON',
      async () => (await receiver(replica)).SERVICE_STATE !== 'ON',
      2_000,
    );
    note('not ON after', began);
    expect((await receiver(replica)).SERVICE_STATE).toBe('CONNECTING');
  });

  test('the source is frozen and replica_net_timeout=60: the receiver stays ON for eight seconds while its heartbeat ages', async ({
    trio,
  }) => {
    const [replica] = trio.replicas;
    await replica.run(
      'STOP REPLICA IO_THREAD',
      'SET GLOBAL replica_net_timeout=60',
      'START REPLICA IO_THREAD',
    );
    await heartbeatSeen(trio.primary, replica);
    trio.primary.signal('SIGSTOP');
    const frozenAt = performance.now();
    await until('a heartbeat that is eight seconds old', async () => {
      const { SERVICE_STATE, heartbeatAgeMs } = await receiver(replica);
      expect(SERVICE_STATE).toBe('ON');
      return (
        Number(heartbeatAgeMs) >= 8_000 && performance.now() - frozenAt >= 7_000
      );
    });
  });

  test('the source is frozen, replica_net_timeout=4 and a heartbeat each second: the receiver is given up while its heartbeat has long been old', async ({
    trio,
  }) => {
    const [replica] = trio.replicas;
    await heartbeatSeen(trio.primary, replica);
    trio.primary.signal('SIGSTOP');
    const began = performance.now();
    await until(
      'the heartbeat is older than two seconds',
      async () => Number((await receiver(replica)).heartbeatAgeMs) > 2_000,
      5_000,
    );
    note('heartbeat older than 2 s after', began);
    expect((await receiver(replica)).SERVICE_STATE).toBe('ON');
    await until(
      'not ON',
      async () => (await receiver(replica)).SERVICE_STATE !== 'ON',
      8_000,
    );
    note('not ON after', began);
  });

  test('heartbeats come only while nothing else does: under writes the last queued event is the sign of life', async ({
    trio,
  }) => {
    const [replica] = trio.replicas;
    const { COUNT_RECEIVED_HEARTBEATS: before } = await receiver(replica);
    const end = performance.now() + 2_500;
    while (performance.now() < end)
      await trio.primary.run("INSERT INTO app.t (v) VALUES ('busy')");
    const row = await receiver(replica);
    expect(
      Number(row.COUNT_RECEIVED_HEARTBEATS) - Number(before),
    ).toBeLessThanOrEqual(1);
    const age = await replica.value(
      `SELECT TIMESTAMPDIFF(MICROSECOND, LAST_QUEUED_TRANSACTION_END_QUEUE_TIMESTAMP, NOW(6)) / 1000
       FROM performance_schema.replication_connection_status`,
    );
    expect(Number(age)).toBeLessThan(5_000);
  });
});

test.describe('another source', () => {
  test('a promoted replica commits as soon as the other one follows it: under two seconds', async ({
    trio,
  }) => {
    const [winner, other] = trio.replicas;
    await insert(trio.primary, 'before').then(commit => commit.outcome());
    await caughtUp(winner, trio.primary);
    await trio.primary.kill();
    const began = performance.now();
    await Promise.all([
      winner.run(
        'STOP REPLICA',
        'RESET REPLICA ALL',
        'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=1',
        'SET GLOBAL rpl_semi_sync_source_enabled=ON',
        'SET GLOBAL super_read_only=OFF',
        'SET GLOBAL read_only=OFF',
      ),
      other.run('STOP REPLICA').then(() => other.follow(winner)),
    ]);
    const commit = await insert(winner, 'after');
    expect(await commit.outcome()).toBe('ok');
    note('first acknowledged commit after', began);
    await caughtUp(other, winner);
  });

  test('RESET REPLICA ALL removes the channel and leaves the semi-sync plugins and their settings', async ({
    trio,
  }) => {
    const [replica] = trio.replicas;
    await replica.run('STOP REPLICA', 'RESET REPLICA ALL');
    expect(
      await replica.rows(
        'SELECT 1 FROM performance_schema.replication_connection_configuration',
      ),
    ).toEqual([]);
    expect(
      await replica.value(
        "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME LIKE 'rpl_semi_sync%' AND PLUGIN_STATUS='ACTIVE'",
      ),
    ).toBe(2);
    expect(await replica.value('SELECT @@rpl_semi_sync_replica_enabled')).toBe(
      1,
    );
  });

  test('rpl_semi_sync_replica_enabled=OFF takes effect at the next start of the receiver', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    const [first, second] = replicas;
    await second.run('STOP REPLICA IO_THREAD');
    await acknowledge(first, false);
    expect(await (await insert(primary, 'still acknowledged')).outcome()).toBe(
      'ok',
    );
    await first.run('STOP REPLICA IO_THREAD', 'START REPLICA IO_THREAD');
    await until(
      'the receiver is ON',
      async () => (await receiver(first)).SERVICE_STATE === 'ON',
    );
    expect(
      await (await insert(primary, 'not acknowledged')).toldWithin(1_000),
    ).toBe('nothing');
  });

  test('one receiver with two sources counts as a semi-sync replica of both', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    const [source, follower] = replicas;
    await source.run('SET GLOBAL rpl_semi_sync_source_enabled=ON');
    await follower.run(
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=${source.port}, SOURCE_USER='repl', SOURCE_AUTO_POSITION=1,
       GET_SOURCE_PUBLIC_KEY=1 FOR CHANNEL 'outside'`,
      "START REPLICA FOR CHANNEL 'outside'",
    );
    await connectedReplicas(source, 1);
    await connectedReplicas(primary, 2);
  });
});

test('a killed replica has what it received with relay_log_recovery=OFF, and nothing with ON', async ({
  trio,
}) => {
  const [kept, dropped] = trio.replicas;
  for (const replica of trio.replicas)
    await replica.run('STOP REPLICA SQL_THREAD');
  for (const value of ['a', 'b', 'c'])
    await (await insert(trio.primary, value)).outcome();
  const received =
    "SELECT REPLACE(RECEIVED_TRANSACTION_SET, '\\n', '') FROM performance_schema.replication_connection_status";
  const set = await executed(trio.primary);
  for (const replica of trio.replicas) {
    await until(
      'received',
      async () =>
        (await replica.value(
          `SELECT GTID_SUBSET('${set}', CONCAT(@@global.gtid_executed, ',', (${received})))`,
        )) === 1,
    );
    await replica.kill();
  }
  await kept.start();
  await dropped.start({ relay_log_recovery: 'ON' });
  expect(
    await kept.value(
      `SELECT GTID_SUBSET('${set}', CONCAT(@@global.gtid_executed, ',', (${received})))`,
    ),
  ).toBe(1);
  expect(await dropped.value(received)).toBe('');
});

test('a replica syncs its relay log before each acknowledgement only with sync_relay_log=1', async ({
  trio,
}) => {
  const [careful, careless] = trio.replicas;
  await careless.run(
    'STOP REPLICA IO_THREAD',
    'SET GLOBAL sync_relay_log=10000',
    'START REPLICA IO_THREAD',
  );
  await connectedReplicas(trio.primary, 2);
  for (const replica of trio.replicas) await watchSyncs(replica);
  const client = await trio.primary.connect('app');
  for (let n = 0; n < 50; n += 1)
    await client.query("INSERT INTO app.t (v) VALUES ('synced')");
  for (const replica of trio.replicas) await caughtUp(replica, trio.primary);
  expect(await syncsSeen(careful)).toBeGreaterThanOrEqual(50);
  expect(await syncsSeen(careless)).toBeLessThan(5); // rotation, not commits
});

test('SET GLOBAL sync_relay_log holds for a receiver that runs', async ({
  trio,
}) => {
  const [replica] = trio.replicas;
  const client = await trio.primary.connect('app');
  const syncsWith = async (period: number) => {
    await replica.run(`SET GLOBAL sync_relay_log=${period}`);
    await watchSyncs(replica);
    for (let n = 0; n < 50; n += 1)
      await client.query("INSERT INTO app.t (v) VALUES ('synced')");
    await caughtUp(replica, trio.primary);
    return syncsSeen(replica);
  };
  expect(await syncsWith(10_000)).toBeLessThan(5); // rotation, not commits
  expect(await syncsWith(1)).toBeGreaterThanOrEqual(50);
});

test('a replica syncs its relay log with each event: twice for a compressed transaction, four times and more for another', async ({
  trio,
}) => {
  const [replica] = trio.replicas;
  const syncsWith = async (compression: 'ON' | 'OFF') => {
    await watchSyncs(replica);
    await trio.primary.run(
      `SET SESSION binlog_transaction_compression=${compression}`,
      ...Array<string>(50).fill("INSERT INTO app.t (v) VALUES ('synced')"),
    );
    await caughtUp(replica, trio.primary);
    return syncsSeen(replica);
  };
  expect(await syncsWith('OFF')).toBeGreaterThanOrEqual(4 * 50);
  // A rotation and a heartbeat may come between.
  expect(await syncsWith('ON')).toBeLessThan(3 * 50);
});

test('a server without a source refuses START REPLICA SQL_THREAD with 1871, also one whose source was removed', async ({
  trio,
}) => {
  const [replica] = trio.replicas;
  await replica.run('STOP REPLICA', 'RESET REPLICA ALL');
  for (const mysqld of [trio.primary, replica]) {
    await expect(mysqld.run('START REPLICA SQL_THREAD')).rejects.toMatchObject({
      errno: 1871,
    });
  }
});

/** From now on counts each time that a replica syncs its relay log. */
async function watchSyncs(replica: Mysqld): Promise<void> {
  await replica.run(
    "UPDATE performance_schema.setup_instruments SET ENABLED='YES', TIMED='YES' WHERE NAME='wait/io/file/sql/relaylog'",
    "UPDATE performance_schema.setup_consumers SET ENABLED='YES' WHERE NAME LIKE 'events_waits%'",
    'TRUNCATE TABLE performance_schema.events_waits_history_long',
  );
}

async function syncsSeen(replica: Mysqld): Promise<number> {
  return Number(
    await replica.value(
      "SELECT COUNT(*) FROM performance_schema.events_waits_history_long WHERE EVENT_NAME='wait/io/file/sql/relaylog' AND OPERATION='sync'",
    ),
  );
}

async function heartbeatSeen(
  primary: { rows(sql: string): Promise<unknown> },
  replica: Parameters<typeof receiver>[0],
): Promise<void> {
  await primary.rows('SELECT 1');
  await until('a fresh heartbeat', async () => {
    const { COUNT_RECEIVED_HEARTBEATS, heartbeatAgeMs } = await receiver(
      replica,
    );
    return (
      Number(COUNT_RECEIVED_HEARTBEATS) > 0 && Number(heartbeatAgeMs) < 1_200
    );
  });
}

function note(what: string, since: number): void {
  test.info().annotations.push({
    type: what,
    description: `${Math.round(performance.now() - since)} ms`,
  });
}
