import { type Connection, type RowDataPacket } from 'mysql2/promise';

/** What is in a server, in words that can be compared: each table’s checksum, each object’s definition. */
export type Fingerprint = Readonly<Record<string, string>>;

const own = "('mysql', 'sys', 'information_schema', 'performance_schema')";

/** Looks at everything that is not the server’s own. */
export async function fingerprint(
  connection: Connection,
): Promise<Fingerprint> {
  const seen: Record<string, string> = {};
  const rows = async (sql: string) => {
    const [found] = await connection.query<RowDataPacket[]>(sql);
    return found;
  };
  const show = async (what: string, column: string) => {
    const [row] = await rows(`SHOW CREATE ${what}`);
    seen[what] = String(row?.[column]).replace(/ AUTO_INCREMENT=\d+/, '');
  };
  for (const { s } of await rows(
    `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ${own}`,
  ))
    await show(`DATABASE ${quoted(s)}`, 'Create Database');
  for (const { s, t, kind } of await rows(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ${own}`,
  )) {
    const name = `${quoted(s)}.${quoted(t)}`;
    if (kind === 'VIEW') {
      await show(`VIEW ${name}`, 'Create View');
      continue;
    }
    await show(`TABLE ${name}`, 'Create Table');
    const [sum] = await rows(`CHECKSUM TABLE ${name} EXTENDED`);
    const [count] = await rows(`SELECT COUNT(*) AS n FROM ${name}`);
    seen[`rows of ${name}`] = `${count?.n} ${sum?.Checksum}`;
  }
  for (const { s, r, kind } of await rows(
    `SELECT ROUTINE_SCHEMA AS s, ROUTINE_NAME AS r, ROUTINE_TYPE AS kind FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ${own}`,
  ))
    await show(
      `${kind} ${quoted(s)}.${quoted(r)}`,
      kind === 'FUNCTION' ? 'Create Function' : 'Create Procedure',
    );
  for (const { s, t } of await rows(
    `SELECT TRIGGER_SCHEMA AS s, TRIGGER_NAME AS t FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA NOT IN ${own}`,
  ))
    await show(`TRIGGER ${quoted(s)}.${quoted(t)}`, 'SQL Original Statement');
  for (const { s, e } of await rows(
    `SELECT EVENT_SCHEMA AS s, EVENT_NAME AS e FROM information_schema.EVENTS`,
  ))
    await show(`EVENT ${quoted(s)}.${quoted(e)}`, 'Create Event');
  await connection.query('SET print_identified_with_as_hex=ON');
  for (const { u, h } of await rows(
    `SELECT user AS u, host AS h FROM mysql.user WHERE user NOT LIKE 'mysql.%'`,
  )) {
    const account = `'${u}'@'${h}'`;
    const [user] = await rows(`SHOW CREATE USER ${account}`);
    seen[`user ${account}`] = String(Object.values(user ?? {})[0]);
    const grants = await rows(`SHOW GRANTS FOR ${account}`);
    seen[`grants of ${account}`] = grants
      .map(row => Object.values(row)[0])
      .sort()
      .join('\n');
  }
  return seen;
}

function quoted(name: string): string {
  return `\`${String(name).replaceAll('`', '``')}\``;
}
