import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { ask, askOne } from '../mysql/ask';

/** What a checksum of ours begins with. */
const own = 'rows-crc32:';

const columnRow = z.object({ name: z.string() });
const sumRow = z.object({ sum: z.coerce.string() });
const tableRow = z.object({ name: z.string() });

/**
 * Tables with a multi-valued index, as `schema.table`: CHECKSUM TABLE reads the index’s hidden column from memory that
 * nobody filled, and gives another number each time (seen on 9.7.4; `e2e/backup/backup.spec.ts` has such a table).
 */
export async function multiValued(
  connection: Connection,
): Promise<ReadonlySet<string>> {
  const found = await ask(
    connection,
    tableRow,
    `SELECT DISTINCT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name FROM information_schema.STATISTICS
     WHERE EXPRESSION LIKE '% array)%'`,
  );
  return new Set(found.map(({ name }) => name));
}

/** Tells a checksum of ours from one of CHECKSUM TABLE. */
export function isOwnChecksum(checksum: string | null): boolean {
  return checksum?.startsWith(own) ?? false;
}

/** A checksum of all rows of such a table, in whichever order they come. */
export async function ownChecksum(
  connection: Connection,
  schema: string,
  table: string,
  quoted: string,
): Promise<string> {
  const columns = await ask(
    connection,
    columnRow,
    `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [schema, table],
  );
  // NULL is told from every value by where the second list has its ones.
  const names = columns.map(({ name }) => `\`${name.replaceAll('`', '``')}\``);
  const values = names.map(name => `CRC32(CAST(${name} AS BINARY))`);
  const nulls = names.map(name => `ISNULL(${name})`);
  const { sum } = await askOne(
    connection,
    sumRow,
    `SELECT COALESCE(HEX(BIT_XOR(CRC32(CONCAT_WS(',', ${[
      ...values,
      ...nulls,
    ].join()})))), '') AS \`sum\` FROM ${quoted}`,
  );
  return `${own}${sum}`;
}
