import { availableParallelism } from 'node:os';
import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { TableCheck } from '../artifact';
import { ScratchMysqld } from '../mysql';
import { ask, askOne } from '../mysql/ask';
import { multiValued, ownChecksum } from './ownChecksum';

const tableRow = z.object({ schema: z.string(), table: z.string() });
const countRow = z.object({ rows: z.coerce.string() });
const checksumRow = z.object({ Checksum: z.coerce.string().nullable() });

/** What a server is started with for it: nobody else reaches it, and nothing measures how each row is read. */
export const checkingOptions = {
  skip_grant_tables: 'ON',
  performance_schema: 'OFF',
} as const;

/** So many tables are read at once: a checksum is one thread’s work, and most of what a check takes. */
const mostAtOnce = 4;

/**
 * Counts and checksums each table, in a server that nobody else writes to: by CHECKSUM TABLE … EXTENDED, and by ourselves
 * where that can’t be relied on.
 */
export async function tableChecks(
  server: Pick<ScratchMysqld, 'connect'>,
  signal?: AbortSignal,
): Promise<TableCheck[]> {
  const atOnce = Math.min(mostAtOnce, availableParallelism());
  const first = await server.connect();
  const others: Connection[] = [];
  try {
    const waiting = await tablesBySize(first);
    const unreliable = await multiValued(first);
    while (others.length + 1 < Math.min(atOnce, waiting.length))
      others.push(await server.connect());
    const checks: TableCheck[] = [];
    const work = async (connection: Connection) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        signal?.throwIfAborted();
        checks.push(await check(connection, next, unreliable));
      }
    };
    await Promise.all([first, ...others].map(work));
    return checks.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  } finally {
    for (const connection of [first, ...others]) connection.destroy();
  }
}

type Table = z.output<typeof tableRow>;

/** The largest first: whoever is through takes the next one, and the last ones are soon read. */
function tablesBySize(connection: Connection): Promise<Table[]> {
  return ask(
    connection,
    tableRow,
    `SELECT TABLE_SCHEMA AS \`schema\`, TABLE_NAME AS \`table\` FROM information_schema.TABLES
     WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
     ORDER BY DATA_LENGTH DESC`,
  );
}

async function check(
  connection: Connection,
  of: Table,
  unreliable: ReadonlySet<string>,
): Promise<TableCheck> {
  const { schema, table } = of;
  const name = nameOf(of);
  const { rows } = await askOne(
    connection,
    countRow,
    `SELECT COUNT(*) AS \`rows\` FROM ${name}`,
  );
  const checksum = unreliable.has(`${schema}.${table}`)
    ? await ownChecksum(connection, schema, table, name)
    : await checksumOf(connection, name);
  return { schema, table, rows, checksum };
}

function nameOf({ schema, table }: Table): string {
  return `${quoted(schema)}.${quoted(table)}`;
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
