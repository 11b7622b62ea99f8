import { appUserName, NamesDatabase } from './names';
import {
  BACKUP_USER,
  CLONE_USER,
  HEARTBEAT_USER,
  OPERATOR_USER,
  REPLICATION_USER,
  SYSTEM_SCHEMA,
} from './systemUsers';

/** Passwords of the system users. */
export interface SystemPasswords {
  readonly operator: string;
  readonly heartbeat: string;
  readonly replication: string;
  readonly clone: string;
  readonly backup: string;
}

/**
 * What the operator’s commands need, and no more (https://dev.mysql.com/doc/refman/9.7/en/privileges-provided.html):
 * it can read no table of the application through these, though the binary log has what changes there.
 */
const OPERATOR_STATIC = [
  'PROCESS', // sessions and their states
  'RELOAD', // RESET REPLICA ALL, FLUSH BINARY LOGS
  'REPLICATION CLIENT', // SHOW REPLICA STATUS, SHOW BINARY LOGS
  'REPLICATION SLAVE', // SHOW BINLOG EVENTS: after which transactions a file begins
  'CREATE USER', // the application’s user
  'EVENT', // to see scheduled events, and enable them on a new primary
];
const OPERATOR_DYNAMIC = [
  'SYSTEM_VARIABLES_ADMIN', // SET GLOBAL
  'SESSION_VARIABLES_ADMIN', // SET sql_log_bin, lock_wait_timeout
  'REPLICATION_SLAVE_ADMIN', // CHANGE REPLICATION SOURCE, START and STOP REPLICA
  'CONNECTION_ADMIN', // KILL, and logins while offline_mode is ON
  'SYSTEM_USER', // KILL of sessions that have it, as a predecessor’s
  'BINLOG_ADMIN', // PURGE BINARY LOGS
  'CLONE_ADMIN', // CLONE INSTANCE on the recipient
  'BACKUP_ADMIN', // LOCK INSTANCE FOR BACKUP
  'SET_ANY_DEFINER', // to enable an event and leave it its definer
  // To give the application its login where views name it as their definer, as they do after a restore: CREATE USER is
  // refused otherwise, also when the account is there (e2e/conformance/definers.test.ts).
  'ALLOW_NONEXISTENT_DEFINER',
];

/**
 * What CLONE and mysqldump ask of their source, and SHOW CREATE USER and SHOW GRANTS of who reads all accounts
 * (https://dev.mysql.com/doc/refman/9.7/en/mysqldump.html). It changes nothing: RELOAD is for the moment at which a dump
 * begins, REPLICATION SLAVE for the archive of binlogs.
 */
const BACKUP_STATIC = [
  'SELECT',
  'SHOW VIEW',
  'TRIGGER',
  'EVENT',
  'RELOAD',
  'PROCESS',
  'REPLICATION CLIENT',
  'REPLICATION SLAVE',
];
const BACKUP_DYNAMIC = ['BACKUP_ADMIN', 'SHOW_ROUTINE'];

/**
 * The SQL that the supervisor runs at each start of mysqld, with `sql_log_bin=0`: it makes the system users what they must
 * be, whatever a restored volume or a person made of them.
 *
 * It never fails halfway, because mysqld skips what follows a statement that fails: grants on a schema do not need the
 * schema to exist. No right is revoked here, since the same text repairs a running server.
 *
 * @param next - passwords that hold beside the others, while these are being replaced; without them no second one does
 */
export function bootstrapSql(
  cluster: NamesDatabase,
  passwords: SystemPasswords,
  next?: SystemPasswords,
): string {
  const operator = account(OPERATOR_USER);
  const database = grantPattern(appUserName(cluster));
  return [
    '-- Written by mysql-ha. Run by the supervisor at each start of mysqld.',
    '-- With another sql_mode a backslash in a password could mean something else.',
    "SET SESSION sql_mode = '';",
    '',
    '-- Observes and commands.',
    ...user(OPERATOR_USER, passwords.operator, next?.operator),
    `GRANT ${OPERATOR_STATIC.join(', ')} ON *.* TO ${operator};`,
    `GRANT ${OPERATOR_DYNAMIC.join(', ')} ON *.* TO ${operator};`,
    `GRANT SELECT ON performance_schema.* TO ${operator};`,
    `GRANT ALL ON ${SYSTEM_SCHEMA}.* TO ${operator};`,
    '-- What it grants to the application, it must hold.',
    `GRANT ALL ON \`${database}\`.* TO ${operator} WITH GRANT OPTION;`,
    `GRANT ALL ON \`${database}\\_%\`.* TO ${operator} WITH GRANT OPTION;`,
    '',
    '-- Proves that a write commits. CREATE lets the grant stand before the table does.',
    ...user(HEARTBEAT_USER, passwords.heartbeat, next?.heartbeat),
    `GRANT CREATE, SELECT, INSERT, UPDATE ON ${SYSTEM_SCHEMA}.heartbeat TO ${account(
      HEARTBEAT_USER,
    )};`,
    '',
    '-- Receives the binary log.',
    ...user(REPLICATION_USER, passwords.replication, next?.replication),
    `GRANT REPLICATION SLAVE ON *.* TO ${account(REPLICATION_USER)};`,
    '',
    '-- Reads a donor’s data, also while the donor is closed so that what commits wait for can be filled.',
    ...user(CLONE_USER, passwords.clone, next?.clone),
    `GRANT BACKUP_ADMIN, CONNECTION_ADMIN ON *.* TO ${account(CLONE_USER)};`,
    '',
    '-- Reads all data, for backups.',
    ...user(BACKUP_USER, passwords.backup, next?.backup),
    `GRANT ${BACKUP_STATIC.join(', ')} ON *.* TO ${account(BACKUP_USER)};`,
    `GRANT ${BACKUP_DYNAMIC.join(', ')} ON *.* TO ${account(BACKUP_USER)};`,
    '',
    '-- Nobody logs in as root: its password would be no secret of ours.',
    "ALTER USER IF EXISTS 'root'@'localhost' ACCOUNT LOCK;",
    '',
  ].join('\n');
}

/** https://dev.mysql.com/doc/refman/9.7/en/password-management.html#dual-passwords */
function user(
  name: string,
  password: string,
  next: string | undefined,
): string[] {
  const alter = `ALTER USER ${account(name)}`;
  const by = (text: string) =>
    `IDENTIFIED WITH caching_sha2_password BY ${sqlString(text)}`;
  return [
    `CREATE USER IF NOT EXISTS ${account(name)};`,
    `${alter} ${by(
      password,
    )} REQUIRE SSL PASSWORD EXPIRE NEVER ACCOUNT UNLOCK;`,
    next === undefined
      ? `${alter} DISCARD OLD PASSWORD;`
      : `${alter} ${by(next)} RETAIN CURRENT PASSWORD;`,
  ];
}

function account(name: string): string {
  return `'${name}'@'%'`;
}

/** In a grant on a schema `_` and `%` stand for any character (https://dev.mysql.com/doc/refman/9.7/en/grant.html). */
function grantPattern(database: string): string {
  return database.replaceAll('_', '\\_');
}

function sqlString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
