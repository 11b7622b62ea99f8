/** Where things are inside an instance’s container; the supervisor relies on these paths. */

/** The volume. */
export const VOLUME_DIR = '/var/lib/mysql';

/** mysqld’s data directory: a folder of the volume, whose root belongs to the file system (`lost+found`). */
export const DATA_DIR = `${VOLUME_DIR}/data`;

/** my.cnf and supervisor.json. */
export const CONFIG_DIR = '/mysqlha/config';

/** bootstrap.sql and supervisor-token. */
export const SECRET_DIR = '/mysqlha/secret';

/** The supervisor’s program. */
export const BIN_DIR = '/mysqlha/bin';

/** Socket and pid file, in memory. */
export const RUN_DIR = '/run/mysqlha';

/** Temporary files. */
export const TMP_DIR = '/tmp';
