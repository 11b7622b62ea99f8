/** The database users of the engine itself, and the schema that is its own. */

/** Observes and commands; see bootstrapSql.ts for what it may do. */
export const OPERATOR_USER = 'mysqlha_operator';

/** Writes the heartbeat row, and nothing else: an ordinary user, so that offline_mode cuts it off like the application. */
export const HEARTBEAT_USER = 'mysqlha_heartbeat';

/** Receives the binary log of a source. */
export const REPLICATION_USER = 'mysqlha_replication';

/** Reads the data of a donor. */
export const CLONE_USER = 'mysqlha_clone';

/** Reads all data, for backups. */
export const BACKUP_USER = 'mysqlha_backup';

/** Schema with the replicated tables `term` and `heartbeat`. */
export const SYSTEM_SCHEMA = 'mysqlha';

/** What the engine has a user of its own for, each with a password in the Secret `<name>-system`. */
export const PASSWORD_PURPOSES = [
  'operator',
  'heartbeat',
  'replication',
  'clone',
  'backup',
] as const;

/** What a user of the engine is for. */
export type PasswordPurpose = (typeof PASSWORD_PURPOSES)[number];

/** The key of the Secret `<name>-system` with a user's password. */
export function passwordKey(purpose: PasswordPurpose): string {
  return `${purpose}-password`;
}

/** The user for a purpose. */
export function userOf(purpose: PasswordPurpose): string {
  switch (purpose) {
    case 'operator':
      return OPERATOR_USER;
    case 'heartbeat':
      return HEARTBEAT_USER;
    case 'replication':
      return REPLICATION_USER;
    case 'clone':
      return CLONE_USER;
    case 'backup':
      return BACKUP_USER;
    default:
      return purpose satisfies never;
  }
}
