/** Where things are inside the agent’s container; the agent itself relies on {@link SECRETS_DIR} alone. */

/** Mounted Secrets: `mysql`, `store`, `store-ca`. */
export const SECRETS_DIR = '/run/secrets/mysqlha';

/** Node and the agent, copied in. */
export const PROGRAM_DIR = '/mysqlha/agent';

/** The settings. */
export const SETTINGS_DIR = '/mysqlha/settings';

/** Files of options with passwords, and sockets: in memory. */
export const TMP_DIR = '/tmp';

/** Room for a copy of the data. */
export const SCRATCH_DIR = '/scratch';

/** On the pod: the settings, which the agent reads as a file. */
export const SETTINGS_ANNOTATION = 'mysqlha.dev/settings';

/** On the pod: the MySQL user, whose password comes from a Secret. */
export const USER_ANNOTATION = 'mysqlha.dev/mysql-user';
