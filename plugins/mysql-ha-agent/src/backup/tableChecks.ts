import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { TableCheck } from '../artifact';
import { ask } from '../mysql/ask';
import { multiValued, ownChecksum } from './ownChecksum';

const tableRow = z.object({ schema: z.string(), table: z.string() });
const countRow = z.object({ rows: z.coerce.string() });
const checksumRow = z.object({ Checksum: z.coerce.string().nullable() });

/**
 * Counts and checksums each table, in a server that nobody else writes to: by CHECKSUM TABLE … EXTENDED, and by ourselves
 * where that can’t be relied on.
 */
export async function tableChecks(
  connection: Connection,
  signal?: AbortSignal,
): Promise<TableCheck[]> {
  const tables = await ask(
    connection,
    tableRow,
    `SELECT TABLE_SCHEMA AS \`schema\`, TABLE_NAME AS \`table\` FROM information_schema.TABLES
     WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
     ORDER BY 1, 2`,
  );
  const unreliable = await multiValued(connection);
  const checks: TableCheck[] = [];
  for (const { schema, table } of tables) {
    signal?.throwIfAborted();
    const name = `${quoted(schema)}.${quoted(table)}`;
    const [count] = await ask(
      connection,
      countRow,
      `SELECT COUNT(*) AS \`rows\` FROM ${name}`,
    );
    const checksum = unreliable.has(`${schema}.${table}`)
      ? await ownChecksum(connection, schema, table, name)
      : await checksumOf(connection, name);
    checks.push({ schema, table, rows: count?.rows ?? '0', checksum });
  }
  return checks;
}

async function checksumOf(
  connection: Connection,
  name: string,
): Promise<string | null> {
  const [sum] = await ask(
    connection,
    checksumRow,
    `CHECKSUM TABLE ${name} EXTENDED`,
  );
  return sum?.Checksum ?? null;
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
