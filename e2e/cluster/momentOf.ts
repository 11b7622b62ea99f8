import type { Connection, RowDataPacket } from 'mysql2/promise';

/** A server’s clock as a MySQLRestore takes a moment: what is committed already comes before it, all else after it. */
export async function momentOf(connection: Connection): Promise<string> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    "SELECT CONCAT(REPLACE(CAST(UTC_TIMESTAMP(6) AS CHAR), ' ', 'T'), 'Z') AS now",
  );
  return String(row?.now);
}
