import { Connection, RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { ask } from '../mysql/ask';

/** Each server is born with them, and nobody may drop or change them. */
const reserved = ['mysql.sys', 'mysql.session', 'mysql.infoschema'];

const account = z.object({ user: z.string(), host: z.string() });
const oneText = z.record(z.string(), z.string());
/** `DEFAULT ROLE …` up to `REQUIRE`, which always follows it in SHOW CREATE USER. */
const defaultRoles = / DEFAULT ROLE (.*?)(?= REQUIRE )/;

/**
 * Of an account without a password. ALTER USER takes a plugin without one as “expired”
 * (https://dev.mysql.com/doc/refman/9.7/en/alter-user.html).
 */
const noPassword =
  /( IDENTIFIED WITH '(?:caching_sha2|sha256)_password')(?! (?:AS|BY) )/;

/**
 * All accounts and roles as statements that work on a new server, where some of them are there already. (mysqldump's
 * `--users` can't: its CREATE USER fails for root, and its DROP USER, asked for, for everybody else.) Accounts come
 * first, then what they may do, then how they log in, as a grant may name any other account.
 */
export async function accountStatements(
  connection: Connection,
): Promise<string[]> {
  // Hashes of passwords hold any byte: as text they would not come through.
  await connection.query('SET SESSION print_identified_with_as_hex = ON');
  const accounts = await ask(
    connection,
    account,
    'SELECT user, host FROM mysql.user WHERE user NOT IN (?, ?, ?) ORDER BY user, host',
    reserved,
  );
  const names = accounts.map(
    ({ user, host }) => `${quoted(user)}@${quoted(host)}`,
  );
  const created = names.map(name => `CREATE USER IF NOT EXISTS ${name}`);
  const granted: string[] = [];
  const altered: string[] = [];
  for (const name of names) {
    granted.push(...(await texts(connection, `SHOW GRANTS FOR ${name}`)));
    const [text = ''] = await texts(connection, `SHOW CREATE USER ${name}`);
    const roles = defaultRoles.exec(text)?.[1];
    altered.push(
      text
        .replace(/^CREATE USER/, 'ALTER USER')
        .replace(defaultRoles, '')
        .replace(noPassword, "$1 BY ''"),
      ...(roles ? [`ALTER USER ${name} DEFAULT ROLE ${roles}`] : []),
    );
  }
  return [...created, ...granted, ...altered];
}

async function texts(connection: Connection, sql: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return z
    .array(oneText)
    .parse(rows)
    .flatMap(row => Object.values(row));
}

function quoted(name: string): string {
  return `'${name.replace(/[\\']/g, '\\$&')}'`;
}
