import { Connection, RowDataPacket } from 'mysql2/promise';

/** How long a server has to answer, in milliseconds. */
const TIMEOUT_MS = 1_000;

/** What is 1 when a server takes the writes of ordinary clients. */
export const WRITABLE =
  '@@GLOBAL.read_only + @@GLOBAL.super_read_only + @@GLOBAL.offline_mode = 0';

/** Whether a server takes the writes of ordinary clients, by its own word. */
export async function takesWrites(session: Connection): Promise<boolean> {
  const [[row]] = await session.query<RowDataPacket[]>({
    sql: `SELECT ${WRITABLE} AS writable`,
    timeout: TIMEOUT_MS,
  });
  return Number(row.writable) === 1;
}
