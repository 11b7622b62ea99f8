import { Call } from '../connection';
import { MySqlError } from '../MySqlError';
import { ReplicationSource } from '../types';
import { isServerError } from './isServerError';

/**
 * Replaces all data by the donor's; returns when mysqld ends for its restart.
 * CLONE drops the data and what was executed first, and keeps what the channel says was received: one that is cut off in
 * the middle would claim to hold what it has lost. So the channel goes before.
 * CLONE refuses to begin under super_read_only; read_only alone keeps everybody else from writing.
 */
export async function cloneFrom(
  call: Call,
  { host, port, user, password, tls = true }: ReplicationSource,
): Promise<void> {
  await call.query('SET GLOBAL clone_valid_donor_list = ?', [
    `${host}:${port}`,
  ]);
  await call.query('STOP REPLICA');
  await call.query('RESET REPLICA ALL');
  await call.query('SET GLOBAL super_read_only = OFF');
  try {
    await call.query(
      `CLONE INSTANCE FROM ?@?:? IDENTIFIED BY ? REQUIRE ${
        tls ? 'SSL' : 'NO SSL'
      }`,
      [user, host, port, password],
      [password],
    );
  } catch (error) {
    const restarting =
      // The data are here, but mysqld can't start itself again: it ends, and the supervisor starts it.
      isServerError(error, 'ER_CLONE_SHUTDOWN', 'ER_RESTART_SERVER_FAILED') ||
      (error instanceof MySqlError && error.failure.kind === 'reset');
    if (!restarting) {
      await call.query('SET GLOBAL super_read_only = ON');
      throw error;
    }
  }
}

/** How far a running clone is. */
export async function cloneProgress(
  call: Call,
): Promise<{ doneBytes: number; totalBytes: number } | undefined> {
  const [row] = await call.query(
    `SELECT SUM(DATA) AS done, SUM(ESTIMATE) AS total FROM performance_schema.clone_progress
     WHERE EXISTS (SELECT 1 FROM performance_schema.clone_status WHERE STATE = 'In Progress')`,
  );
  return row && row.total !== null
    ? { doneBytes: Number(row.done), totalBytes: Number(row.total) }
    : undefined;
}
