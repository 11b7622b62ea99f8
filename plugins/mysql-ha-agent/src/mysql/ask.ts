import { Connection, RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';

/** Asks a server and parses each row of its answer. */
export async function ask<T extends z.ZodType>(
  connection: Connection,
  row: T,
  sql: string,
  values: readonly string[] = [],
): Promise<z.output<T>[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
  return z.array(row).parse(rows);
}

/** Asks for one row. */
export async function askOne<T extends z.ZodType>(
  connection: Connection,
  row: T,
  sql: string,
): Promise<z.output<T>> {
  const [found] = await ask(connection, row, sql);
  if (found === undefined) throw new Error(`no row came back from: ${sql}`);
  return found;
}
