/** The HTTP API's shapes and its client. */
export * from './MysqlHaClient';
export * from './backupSchedules';
export * from './backups';
export * from './newestTransaction';
export * from './restores';
export * from './types';
