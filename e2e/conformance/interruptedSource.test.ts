/** What a KILL leaves of a CHANGE REPLICATION SOURCE. */
import { setImmediate } from 'node:timers/promises';
import type { RowDataPacket } from 'mysql2/promise';
import { expect, test } from './scene';
import type { Mysqld } from './mysqld';
import type { Trio } from './trio';

/** A KILL meets the moment in about one of six. */
const TRIES = 100;
/** ER_SERVER_REPLICA_AM_INIT_REPOSITORY, as performance_schema says it; a client is told 1872. */
const HALF_MADE = 13_124;

/** Starts it without a source, and gives it one on a connection that is killed after so many milliseconds. */
async function interrupt(
  replica: Mysqld,
  primary: Mysqld,
  afterMs: number,
): Promise<void> {
  await replica.run('STOP REPLICA', 'RESET REPLICA ALL');
  await replica.kill();
  await replica.start();
  const commanding = await replica.connect('admin');
  const [[row]] = await commanding.query<RowDataPacket[]>(
    'SELECT CONNECTION_ID() AS id',
  );
  const began = performance.now();
  const change = commanding.query(replica.followStatement(primary));
  const ended = change.catch(() => undefined);
  while (performance.now() - began < afterMs) await setImmediate();
  await replica.run(`KILL CONNECTION ${row?.id}`);
  await ended;
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

async function untilHalfMade({ primary, replicas }: Trio): Promise<Mysqld> {
  const [replica] = replicas;
  await replica.run('STOP REPLICA', 'RESET REPLICA ALL');
  await replica.kill();
  await replica.start();
  const began = performance.now();
  await replica.run(replica.followStatement(primary));
  const takesMs = performance.now() - began;
  for (let tried = 0; tried < TRIES; tried++) {
    await interrupt(replica, primary, Math.random() * takesMs);
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
