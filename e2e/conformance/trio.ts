import { Mysqld, startMysqlds } from './mysqld';
import type { MysqldConfig } from './mysqldConfig';
import { until } from './until';

/** A semi-synchronous cluster: a writable primary and replicas that acknowledge to it. */
export interface Trio {
  readonly primary: Mysqld;
  readonly replicas: readonly [Mysqld, Mysqld];
  readonly all: readonly Mysqld[];
  remove(): Promise<void>;
}

/**
 * Starts three instances, the second and third following the first, which waits for one acknowledgement and holds
 * the database `app` with the table `app.t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(40))`.
 */
export async function startTrio(config: MysqldConfig = {}): Promise<Trio> {
  const [primary, first, second] = await startMysqlds(3, config);
  if (!primary || !first || !second) throw new Error('three were asked for');
  const all = [primary, first, second];
  await lead(primary, [first, second]);
  await primary.run(
    'CREATE DATABASE app',
    'CREATE TABLE app.t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(40))',
  );
  await Promise.all([first, second].map(replica => caughtUp(replica, primary)));
  return {
    primary,
    replicas: [first, second],
    all,
    remove: async () => {
      await Promise.all(all.map(mysqld => mysqld.remove()));
    },
  };
}

/** Makes one the primary of others: they acknowledge to it, each commit waits for one of them, and it takes writes. */
export async function lead(
  primary: Mysqld,
  replicas: readonly Mysqld[],
): Promise<void> {
  await Promise.all(
    replicas.map(async replica => {
      await acknowledge(replica, true);
      await replica.follow(primary);
    }),
  );
  await primary.run(
    'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=1',
    'SET GLOBAL rpl_semi_sync_source_enabled=ON',
  );
  await connectedReplicas(primary, replicas.length);
  await primary.run(
    'SET GLOBAL super_read_only=OFF',
    'SET GLOBAL read_only=OFF',
  );
}

/** Whether a replica acknowledges; holds from the next start of its receiver. */
export async function acknowledge(replica: Mysqld, on: boolean): Promise<void> {
  await replica.run(
    `SET GLOBAL rpl_semi_sync_replica_enabled=${on ? 'ON' : 'OFF'}`,
  );
}

/** Waits until at least so many replicas are connected that acknowledge. */
export async function connectedReplicas(
  primary: Mysqld,
  count: number,
): Promise<void> {
  await until(
    `${count} replicas that acknowledge at ${primary.name}`,
    async () => (await acknowledging(primary)) >= count,
  );
}

/** How many connected replicas acknowledge. */
export async function acknowledging(primary: Mysqld): Promise<number> {
  return status(primary, 'Rpl_semi_sync_source_clients');
}

/** A number of SHOW GLOBAL STATUS. */
export async function status(mysqld: Mysqld, name: string): Promise<number> {
  return Number(
    await mysqld.value(
      `SELECT VARIABLE_VALUE FROM performance_schema.global_status WHERE VARIABLE_NAME='${name}'`,
    ),
  );
}

/** The set that an instance has executed. */
export async function executed(mysqld: Mysqld): Promise<string> {
  return String(
    await mysqld.value("SELECT REPLACE(@@global.gtid_executed, '\\n', '')"),
  );
}

/** Waits until a replica executed all that the other one has now. */
export async function caughtUp(replica: Mysqld, other: Mysqld): Promise<void> {
  const set = await executed(other);
  const timedOut = await replica.value(
    `SELECT WAIT_FOR_EXECUTED_GTID_SET('${set}', 20)`,
  );
  if (timedOut !== 0)
    throw new Error(`${replica.name} didn't execute ${set} within 20 s`);
}
