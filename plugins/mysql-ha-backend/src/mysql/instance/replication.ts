import { Call } from '../connection';
import { ReplicationSource } from '../types';

/**
 * Notices a dead source within two seconds and comes back to it as soon as it answers, however long that takes:
 * a retry count of 0 has no end. https://dev.mysql.com/doc/refman/9.7/en/change-replication-source-to.html
 * The certificate is mysqld's own and can't be verified, but a password never travels in the clear.
 */
const SOURCE_OPTIONS =
  'GET_SOURCE_PUBLIC_KEY=1, SOURCE_HEARTBEAT_PERIOD=1, SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=0';

/** Stops the receiver and takes back its acknowledgements, which hold until the receiver stops. */
export async function stopReceiving(call: Call): Promise<void> {
  await acknowledge(call, false);
  await call.query('STOP REPLICA IO_THREAD');
}

/** Restarts the receiver, so that `acknowledge` takes effect, and starts the applier. */
export async function startReceiving(
  call: Call,
  options: { acknowledge: boolean },
): Promise<void> {
  await acknowledge(call, options.acknowledge);
  await call.query('STOP REPLICA IO_THREAD');
  await call.query('START REPLICA');
}

/**
 * Starts the applier alone. A server without a source, as one that led is, has received nothing to apply, and refuses
 * (error 1871).
 */
export async function startApplying(call: Call): Promise<void> {
  if (await sourceOf(call)) await call.query('START REPLICA SQL_THREAD');
}

/** Points the receiver at another source. */
export async function followSource(
  call: Call,
  source: ReplicationSource,
  options: { acknowledge: boolean },
): Promise<void> {
  const { host, port, user, password, tls = true } = source;
  await call.query('STOP REPLICA IO_THREAD');
  const position = (await keepsRelayLog(call)) ? '' : 'SOURCE_AUTO_POSITION=1,';
  await call.query(
    `CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_PORT=?, SOURCE_USER=?, SOURCE_PASSWORD=?, SOURCE_SSL=?, ${position} ${SOURCE_OPTIONS}`,
    [host, port, user, password, tls ? 1 : 0],
    [password],
  );
  await startReceiving(call, options);
}

/**
 * What was received and not applied would be thrown away by CHANGE REPLICATION SOURCE, and it may be acknowledged.
 * It stays where the applier runs; auto-position then can't be set, nor need it.
 */
async function keepsRelayLog(call: Call): Promise<boolean> {
  if (!(await sourceOf(call))?.autoPosition) {
    await call.query('STOP REPLICA');
    return false;
  }
  await call.query('START REPLICA SQL_THREAD');
  return true;
}

/** How it follows; undefined without a source. */
async function sourceOf(
  call: Call,
): Promise<{ readonly autoPosition: boolean } | undefined> {
  const [row] = await call.query(
    "SELECT AUTO_POSITION AS autoPosition FROM performance_schema.replication_connection_configuration WHERE CHANNEL_NAME = '' AND HOST <> ''",
  );
  return row && { autoPosition: String(row.autoPosition) === '1' };
}

/** `RESET REPLICA ALL`: its source, its login and its relay logs are gone. */
export async function forgetSource(call: Call): Promise<void> {
  await call.query('STOP REPLICA');
  await call.query('RESET REPLICA ALL');
}

async function acknowledge(call: Call, on: boolean): Promise<void> {
  await call.query('SET GLOBAL rpl_semi_sync_replica_enabled = ?', [on]);
}

/** Ends the connections of these replicas to this source. */
export async function endDumpThreads(
  call: Call,
  serverUuids: readonly string[],
): Promise<void> {
  if (serverUuids.length === 0) {
    return;
  }
  const rows = await call.query(
    `SELECT t.PROCESSLIST_ID AS id FROM performance_schema.threads t
     JOIN performance_schema.user_variables_by_thread v
       ON v.THREAD_ID = t.THREAD_ID AND v.VARIABLE_NAME = 'replica_uuid'
     WHERE t.PROCESSLIST_COMMAND LIKE 'Binlog Dump%' AND CONVERT(v.VARIABLE_VALUE USING utf8mb4) IN (?)`,
    [serverUuids],
  );
  await endSessions(call, rows);
}

/** KILLs the sessions of a result's column `id`. */
export async function endSessions(
  call: Call,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  for (const { id } of rows) {
    await call.endConnection(Number(id));
  }
}
