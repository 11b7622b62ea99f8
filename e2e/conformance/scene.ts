import { test as base } from '@playwright/test';
import type { Connection } from 'mysql2/promise';
import type { Mysqld, Row } from './mysqld';
import { Pending } from './pending';
import { connectedReplicas, startTrio, status, type Trio } from './trio';
import { until } from './until';

/** A fresh trio for each test. */
export const test = base.extend<{ trio: Trio }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  trio: async ({}, use) => {
    const trio = await startTrio();
    await use(trio);
    await trio.remove();
  },
});

export { expect } from '@playwright/test';

/** A primary whose application waits for the acknowledgement of a commit that no replica has. */
export interface WaitingScene {
  readonly trio: Trio;
  readonly primary: Mysqld;
  readonly commit: Pending;
  /** A connection with every privilege, opened before the commit. */
  readonly admin: Connection;
}

/** Cuts the replicas' receivers off and lets an application commit. */
export async function commitWaits(trio: Trio): Promise<WaitingScene> {
  await disconnect(trio);
  const admin = await trio.primary.connect('admin');
  await trio.primary.rows('SELECT 1');
  const commit = await insert(trio.primary, 'waiting');
  await commitsWaiting(trio.primary, 1);
  return { trio, primary: trio.primary, commit, admin };
}

/** An application's insert on a connection of its own. */
export async function insert(mysqld: Mysqld, value: string): Promise<Pending> {
  const client = await mysqld.connect('app');
  return new Pending(client.query('INSERT INTO app.t (v) VALUES (?)', [value]));
}

/** Waits until so many commits wait for an acknowledgement. */
export async function commitsWaiting(
  primary: Mysqld,
  count: number,
): Promise<void> {
  await until(
    `${count} commits wait`,
    async () =>
      (await status(primary, 'Rpl_semi_sync_source_wait_sessions')) === count,
  );
}

/** How often the waiting value is in `app.t`. */
export async function copiesOf(mysqld: Mysqld, value: string): Promise<number> {
  return Number(
    await mysqld.value(`SELECT COUNT(*) FROM app.t WHERE v='${value}'`),
  );
}

/** Stops the receivers, so that nobody acknowledges. */
export async function disconnect({ replicas }: Trio): Promise<void> {
  for (const replica of replicas) await replica.run('STOP REPLICA IO_THREAD');
}

/** Lets the receivers go on and waits until they acknowledge. */
export async function reconnect(trio: Trio): Promise<void> {
  for (const replica of trio.replicas)
    await replica.run('START REPLICA IO_THREAD');
  await connectedReplicas(trio.primary, 2);
}

/** What a replica's receiver says of itself. */
export async function receiver(replica: Mysqld): Promise<Row> {
  const [row] = await replica.rows(
    `SELECT *, TIMESTAMPDIFF(MICROSECOND, LAST_HEARTBEAT_TIMESTAMP, NOW(6)) / 1000 AS heartbeatAgeMs
     FROM performance_schema.replication_connection_status`,
  );
  if (!row) throw new Error(`${replica.name} has no channel`);
  return row;
}
