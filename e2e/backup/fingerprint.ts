import { createHash } from 'node:crypto';
import { type Connection, type RowDataPacket } from 'mysql2/promise';

/** What is in a server, in words that can be compared: each table’s checksum, each object’s definition. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Databases that are the server’s own, or the engine’s. */
const own =
  "('mysql', 'sys', 'information_schema', 'performance_schema', 'mysqlha')";

/** When an object was made: what a dump makes is new. */
const made = 'Created';

/** Looks at everything that is not the server’s own. */
export async function fingerprint(
  connection: Connection,
): Promise<Fingerprint> {
  return {
    ...(await databasesOf(connection)),
    ...(await accountsOf(connection)),
  };
}

/** Looks at all databases, and at no account. */
export async function databasesOf(
  connection: Connection,
): Promise<Fingerprint> {
  const seen: Record<string, string> = {};
  const rows = (sql: string) => ask(connection, sql);
  const show = async (what: string) => {
    const [row = {}] = await rows(`SHOW CREATE ${what}`);
    seen[what] = Object.entries(row)
      .filter(([column]) => column !== made)
      .map(([column, value]) => `${column}: ${value}`)
      .join('\n');
  };
  for (const { s } of await rows(
    `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ${own}`,
  ))
    await show(`DATABASE ${quoted(s)}`);
  for (const { s, t, kind } of await rows(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ${own}`,
  )) {
    const name = `${quoted(s)}.${quoted(t)}`;
    if (kind === 'VIEW') {
      await show(`VIEW ${name}`);
      continue;
    }
    await show(`TABLE ${name}`);
    const [count] = await rows(`SELECT COUNT(*) AS n FROM ${name}`);
    seen[`rows of ${name}`] = `${count?.n} ${await sumOf(connection, name)}`;
  }
  for (const { s, r, kind } of await rows(
    `SELECT ROUTINE_SCHEMA AS s, ROUTINE_NAME AS r, ROUTINE_TYPE AS kind FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ${own}`,
  ))
    await show(`${kind} ${quoted(s)}.${quoted(r)}`);
  for (const { s, t, o } of await rows(
    `SELECT TRIGGER_SCHEMA AS s, TRIGGER_NAME AS t, ACTION_ORDER AS o FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA NOT IN ${own}`,
  )) {
    const name = `${quoted(s)}.${quoted(t)}`;
    await show(`TRIGGER ${name}`);
    seen[`order of ${name}`] = String(o);
  }
  for (const { s, e } of await rows(
    `SELECT EVENT_SCHEMA AS s, EVENT_NAME AS e FROM information_schema.EVENTS`,
  ))
    await show(`EVENT ${quoted(s)}.${quoted(e)}`);
  return seen;
}

async function sumOf(connection: Connection, name: string): Promise<string> {
  const indexes = await ask(connection, `SHOW INDEX FROM ${name}`);
  if (!indexes.some(({ Expression }) => / array\)/.test(String(Expression)))) {
    const [sum] = await ask(connection, `CHECKSUM TABLE ${name} EXTENDED`);
    return String(sum?.Checksum);
  }
  // CHECKSUM TABLE of a table with a multi-valued index is another one each time.
  const all = await ask(connection, `SELECT * FROM ${name} ORDER BY 1`);
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

async function accountsOf(connection: Connection): Promise<Fingerprint> {
  const seen: Record<string, string> = {};
  await connection.query('SET print_identified_with_as_hex=ON');
  for (const { account } of await ask(
    connection,
    `SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) AS account FROM mysql.user WHERE user NOT LIKE 'mysql.%'`,
  )) {
    const [user] = await ask(connection, `SHOW CREATE USER ${account}`);
    seen[`user ${account}`] = String(Object.values(user ?? {})[0]);
    const grants = await ask(connection, `SHOW GRANTS FOR ${account}`);
    seen[`grants of ${account}`] = grants
      .map(row => Object.values(row)[0])
      .sort()
      .join('\n');
  }
  return seen;
}

async function ask(
  connection: Connection,
  sql: string,
): Promise<RowDataPacket[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql);
  return found;
}

function quoted(name: string): string {
  return `\`${String(name).replaceAll('`', '``')}\``;
}
