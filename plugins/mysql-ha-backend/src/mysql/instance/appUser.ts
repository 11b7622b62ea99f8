import { escapeId } from 'mysql2';
import { Call, Session } from '../connection';
import { MySqlError } from '../MySqlError';
import { refuseToLockLogins } from './refuseToLockLogins';

/** The application's login and database. */
export interface AppUser {
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/**
 * Creates or repairs the app's database, user and grants; writes nothing where all is as it should be.
 * Whether it is, the app's own login tells: it proves the password and may show its own grants, which the
 * operator could only see with rights on the schema `mysql`.
 */
export async function ensureAppUser(
  call: Call,
  app: AppUser,
  logIn: () => Promise<Session>,
): Promise<void> {
  if (!(await databaseExists(call, app.database))) {
    await call.query(
      `CREATE DATABASE IF NOT EXISTS ${escapeId(app.database, true)}`,
    );
  }
  if (!(await hasAll(call, app, logIn))) {
    await refuseToLockLogins(call);
    await call.query(
      "CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?",
      [app.username, app.password],
      [app.password],
    );
    await call.query(
      "ALTER USER ?@'%' IDENTIFIED BY ? ACCOUNT UNLOCK",
      [app.username, app.password],
      [app.password],
    );
    for (const pattern of patterns(app.database)) {
      await call.query(`GRANT ALL ON ${escapeId(pattern, true)}.* TO ?@'%'`, [
        app.username,
      ]);
    }
  }
}

/** The database itself, and those whose names begin with its own. In GRANT, `_` and `%` stand for any character. */
function patterns(database: string): readonly string[] {
  const literal = database.replace(/[\\_%]/g, '\\$&');
  return [literal, `${literal}\\_%`];
}

async function databaseExists(call: Call, database: string): Promise<boolean> {
  const rows = await call.query(
    'SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?',
    [database],
  );
  return rows.length > 0;
}

async function hasAll(
  call: Call,
  { database }: AppUser,
  logIn: () => Promise<Session>,
): Promise<boolean> {
  let session: Session;
  try {
    session = await logIn();
  } catch (error) {
    if (error instanceof MySqlError && error.failure.kind === 'denied') {
      return false;
    }
    throw error;
  }
  try {
    const rows = await session.query('SHOW GRANTS', {
      deadlineMs: call.remainingMs,
    });
    const grants = rows.flatMap(row => Object.values(row)).map(String);
    return patterns(database).every(pattern =>
      grants.some(grant =>
        grant.startsWith(
          `GRANT ALL PRIVILEGES ON ${escapeId(pattern, true)}.* `,
        ),
      ),
    );
  } finally {
    session.drop();
  }
}
