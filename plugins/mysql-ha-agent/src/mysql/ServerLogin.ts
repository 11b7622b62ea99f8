import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, createConnection } from 'mysql2/promise';

/** A server and an account of it; never to be logged. @public */
export interface ServerLogin {
  /** The instance, for sentences. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** How long a server may take to answer a login. */
const connectTimeoutMs = 10_000;

/** Opens a connection, encrypted where the server can. */
export async function connectTo(login: ServerLogin): Promise<Connection> {
  const { host, port, user, password } = login;
  const connection = await createConnection({
    ...{ host, port, user, password },
    connectTimeout: connectTimeoutMs,
    // mysqld signs its certificate itself; what is encrypted is at least not read on the way.
    ssl: { rejectUnauthorized: false },
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  // A connection that breaks while nothing is asked must not end the process; the next question fails.
  connection.on('error', () => {});
  return connection;
}

/**
 * Does something with a login as a file of options that only this user can read: an argument or an environment
 * variable can be read by others (https://dev.mysql.com/doc/refman/9.7/en/password-security-user.html).
 */
export async function withOptionFile<T>(
  { host, port, user, password }: ServerLogin,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mysqlha-'));
  const path = join(folder, 'client.cnf');
  try {
    const lines = Object.entries({ host, port, user, password }).map(
      ([key, value]) => `${key}=${quoted(String(value))}`,
    );
    await writeFile(path, ['[client]', ...lines, ''].join('\n'), {
      mode: 0o600,
    });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** https://dev.mysql.com/doc/refman/9.7/en/option-files.html: quoted values take escapes by a backslash. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
