import { BinaryLog } from '../binaryLogs';
import { Call } from '../connection';
import { GtidSet } from '../gtid';

/** Of so many of the oldest files it is asked where they begin: no more are purged at a time. */
const LOOKED_INTO = 24;

/**
 * Lists the binary logs, oldest first. None of this waits for a commit that waits; but all of it waits behind a
 * FLUSH BINARY LOGS that does, so it has a connection of its own.
 */
export async function readBinaryLogs(
  call: Call,
): Promise<readonly BinaryLog[]> {
  const rows = await call.query('SHOW BINARY LOGS');
  const logs: BinaryLog[] = [];
  for (const row of rows) {
    const log = { name: String(row.Log_name), bytes: Number(row.File_size) };
    logs.push(
      logs.length < LOOKED_INTO
        ? { ...log, begins: await beginning(call, log.name) }
        : log,
    );
  }
  return logs;
}

/** A file begins with the set of all that stands in those before it. */
async function beginning(
  call: Call,
  file: string,
): Promise<GtidSet | undefined> {
  const events = await call.query('SHOW BINLOG EVENTS IN ? LIMIT 2', [file]);
  const previous = events.find(event => event.Event_type === 'Previous_gtids');
  return previous && GtidSet.parse(String(previous.Info));
}

/** Removes the files before this one; it stops at one that a replica reads. */
export async function purgeBinaryLogs(call: Call, to: string): Promise<void> {
  await call.query('PURGE BINARY LOGS TO ?', [to]);
}

/** Closes the file that is written and begins the next. It hangs while a commit waits for its acknowledgement. */
export async function rotateBinaryLog(call: Call): Promise<void> {
  await call.query('FLUSH BINARY LOGS');
}
