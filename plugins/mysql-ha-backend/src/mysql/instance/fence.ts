import { Call } from '../connection';
import { endSessions } from './replication';

/** Accounts of mysql-ha itself; the heartbeat's isn't spared, since it commits. */
const SPARED =
  "PROCESSLIST_USER LIKE 'mysqlha\\_%' AND PROCESSLIST_USER <> 'mysqlha_heartbeat'";

/**
 * Cuts clients off and makes the server read-only. The order matters: switching semi-sync off tells a client whose
 * commit waits OK although no replica has it, so it must be gone by then; and super_read_only hangs behind a commit
 * that waits, so semi-sync must be off by then.
 */
export async function fence(
  call: Call,
  { drained = false }: { drained?: boolean } = {},
): Promise<void> {
  if (drained) await stopWaiting(call);
  await call.query('SET GLOBAL offline_mode = ON');
  await endClients(call);
  await call.query('SET GLOBAL rpl_semi_sync_source_enabled = OFF');
  await makeReadOnly(call);
}

/**
 * Semi-sync off, once super_read_only's part of the SET has returned and so proved that no commit waits. The SET ends
 * with the thread that reads acknowledgements, which looks up once a second or when a replica acknowledges or leaves;
 * until then it keeps all logins and all reads of global variables waiting. offline_mode makes all replicas leave, so
 * after it nothing wakes that thread: this must come first, while there are some that will leave.
 * `Ack_receiver::stop` and `listen_on_sockets` in MySQL's plugin/semisync.
 */
async function stopWaiting(call: Call): Promise<void> {
  await call.query(
    'SET GLOBAL super_read_only = ON, GLOBAL rpl_semi_sync_source_enabled = OFF',
  );
}

/** read_only follows super_read_only, but only when the SET returns: until then it hangs behind commits that wait. */
export async function makeReadOnly(call: Call): Promise<void> {
  await call.query('SET GLOBAL super_read_only = ON');
}

/** offline_mode goes last: a client that comes in finds the server writable. */
export async function makeWritable(call: Call): Promise<void> {
  await call.query('SET GLOBAL super_read_only = OFF, GLOBAL read_only = OFF');
  await call.query('SET GLOBAL offline_mode = OFF');
}

async function endClients(call: Call): Promise<void> {
  const rows = await call.query(
    `SELECT PROCESSLIST_ID AS id FROM performance_schema.threads
     WHERE TYPE = 'FOREGROUND' AND PROCESSLIST_ID IS NOT NULL AND PROCESSLIST_ID <> CONNECTION_ID()
       AND PROCESSLIST_USER IS NOT NULL AND PROCESSLIST_COMMAND NOT IN ('Killed', 'Daemon')
       AND PROCESSLIST_COMMAND NOT LIKE 'Binlog Dump%' AND NOT (${SPARED})`,
  );
  await endSessions(call, rows);
}
