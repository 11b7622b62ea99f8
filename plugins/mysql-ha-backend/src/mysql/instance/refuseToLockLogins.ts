import { Call } from '../connection';
import { WRITE_HEARTBEAT } from './schema';

/**
 * An account statement that waits for its acknowledgement keeps all logins waiting, those of the replicas that could
 * acknowledge it too: the server could only be killed then. Replicas that left a moment ago still count as connected, so
 * an ordinary commit goes first, behind which they can log in again: once it is acknowledged, somebody is there.
 */
export async function refuseToLockLogins(call: Call): Promise<void> {
  const [row] = await call.query(
    `SELECT @@global.rpl_semi_sync_source_enabled AS enabled,
       @@global.rpl_semi_sync_source_wait_for_replica_count AS waitFor,
       (SELECT CAST(VARIABLE_VALUE AS UNSIGNED) FROM performance_schema.global_status
        WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients') AS clients`,
  );
  if (row?.enabled === 1 && Number(row.clients) < Number(row.waitFor)) {
    throw call.error(
      'MYSQLHA_WOULD_LOCK_LOGINS',
      `won't change accounts while ${row.clients} of ${row.waitFor} acknowledging replicas are connected: nobody could log in until they are`,
    );
  }
  if (row?.enabled === 1) await call.query(WRITE_HEARTBEAT);
}
