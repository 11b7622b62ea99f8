/** What is left of a CHANGE REPLICATION SOURCE when whoever runs it is KILLed, or goes away. */
import { setImmediate } from 'node:timers/promises';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { expect, test } from './scene';
import type { Mysqld } from './mysqld';
import type { Trio } from './trio';
import { until } from './until';

/** A KILL meets the moment in about one of six. */
const TRIES = 100;
/** ER_SERVER_REPLICA_AM_INIT_REPOSITORY, as performance_schema says it; a client is told 1872. */
const HALF_MADE = 13_124;

/** Starts it without a source. */
async function begin(replica: Mysqld): Promise<void> {
  await replica.run('STOP REPLICA', 'RESET REPLICA ALL');
  await replica.kill();
  await replica.start();
}

/** Gives it its source on a connection that ends after so many milliseconds. */
async function interrupt(
  replica: Mysqld,
  primary: Mysqld,
  afterMs: number,
  end: (client: Connection, id: number) => Promise<void> | void,
): Promise<void> {
  await begin(replica);
  const commanding = await replica.connect('admin');
  const [[row]] = await commanding.query<RowDataPacket[]>(
    'SELECT CONNECTION_ID() AS id',
  );
  const began = performance.now();
  commanding.query(replica.followStatement(primary)).catch(() => undefined);
  while (performance.now() - began < afterMs) await setImmediate();
  await end(commanding, Number(row?.id));
  await until('the connection has ended', () =>
    replica
      .rows(
        `SELECT 1 FROM performance_schema.processlist WHERE ID = ${row?.id}`,
      )
      .then(rows => rows.length === 0),
  );
  commanding.destroy();
}

/** @returns whether the channel is half made */
async function isHalfMade(replica: Mysqld, primary: Mysqld): Promise<boolean> {
  // It succeeds, and mends nothing.
  await replica.run(replica.followStatement(primary));
  const error = await replica
    .run('START REPLICA')
    .catch((failure: { errno?: number }) => failure);
  if (!error) return false;
  expect(error.errno).toBe(1872);
  const said = await replica.value(
    'SELECT LAST_ERROR_NUMBER FROM performance_schema.replication_applier_status_by_worker',
  );
  expect(said).toBe(HALF_MADE);
  return true;
}

/** How long it takes to make a channel, in milliseconds. */
async function duration(replica: Mysqld, primary: Mysqld): Promise<number> {
  await begin(replica);
  const began = performance.now();
  await replica.run(replica.followStatement(primary));
  return performance.now() - began;
}

async function untilHalfMade({ primary, replicas }: Trio): Promise<Mysqld> {
  const [replica] = replicas;
  const takesMs = await duration(replica, primary);
  for (let tried = 0; tried < TRIES; tried++) {
    await interrupt(replica, primary, Math.random() * takesMs, (_, id) =>
      replica.run(`KILL CONNECTION ${id}`),
    );
    if (await isHalfMade(replica, primary)) return replica;
  }
  throw new Error(`none of ${TRIES} KILLs met the moment, of ${takesMs} ms`);
}

test('killed on a server that had no source, it leaves a channel that takes no start, and a restart mends it', async ({
  trio,
}) => {
  const replica = await untilHalfMade(trio);
  await replica.kill();
  await replica.start();
  await replica.run(replica.followStatement(trio.primary), 'START REPLICA');
});

test('its client that goes away in the middle of it ends nothing', async ({
  trio,
}) => {
  const { primary, replicas } = trio;
  const [replica] = replicas;
  const takesMs = await duration(replica, primary);
  for (const part of [0.3, 0.5, 0.7]) {
    await interrupt(replica, primary, part * takesMs, client => {
      client.destroy();
    });
    expect(await isHalfMade(replica, primary)).toBe(false);
  }
});
