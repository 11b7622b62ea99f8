import { Call, Session } from '../connection';
import { GtidSet } from '../gtid';
import { MySqlError } from '../MySqlError';

/** What the server has at the most to answer beyond the time that it may wait, in milliseconds. */
const ANSWER_MS = 1000;

/** Whether a set is executed. */
export async function isApplied(call: Call, set: GtidSet): Promise<boolean> {
  const [row] = await call.query(
    'SELECT GTID_SUBSET(?, @@global.gtid_executed) AS yes',
    [set.toString()],
  );
  return row?.yes === 1;
}

/** Waits until a set is executed, on a connection of its own, since probes go on meanwhile. */
export async function waitUntilApplied(
  session: Session,
  set: GtidSet,
  timeoutSeconds: number,
): Promise<void> {
  // The server has the deadline too: a thread whose client went away would wait on.
  const [row] = await session.query(
    'SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ?) AS late',
    {
      values: [set.toString(), timeoutSeconds],
      deadlineMs: timeoutSeconds * 1000 + ANSWER_MS,
    },
  );
  if (row?.late === 1) {
    throw new MySqlError(session.instance, {
      kind: 'timeout',
      code: 'ETIMEDOUT',
      message: `did not apply ${set} within ${timeoutSeconds} s`,
    });
  }
}
