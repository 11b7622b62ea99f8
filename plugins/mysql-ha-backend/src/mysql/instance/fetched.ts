import { Call } from '../connection';
import { isServerError } from './isServerError';

/** The channel that applies what a supervisor fetched; the relay log is called after it (supervisor/fetch.go). */
const CHANNEL = 'mysqlha_fetched';

/**
 * Applies a relay log that no receiver wrote. The channel has a source only because it must: its receiver is never
 * started. What is executed already is not applied again.
 */
export async function startFetched(call: Call, log: string): Promise<void> {
  await call.query(
    'CHANGE REPLICATION SOURCE TO SOURCE_HOST=?, SOURCE_AUTO_POSITION=0, RELAY_LOG_FILE=?, RELAY_LOG_POS=4 FOR CHANNEL ?',
    ['nobody.invalid', log, CHANNEL],
  );
  await call.query('START REPLICA SQL_THREAD FOR CHANNEL ?', [CHANNEL]);
}

/** Removes that channel and its relay logs, if there are any. */
export async function forgetFetched(call: Call): Promise<void> {
  try {
    await call.query('STOP REPLICA FOR CHANNEL ?', [CHANNEL]);
    await call.query('RESET REPLICA ALL FOR CHANNEL ?', [CHANNEL]);
  } catch (error) {
    if (!isServerError(error, 'ER_REPLICA_CHANNEL_DOES_NOT_EXIST')) throw error;
  }
}
