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
