/** MySQLBackup: one backup. */
export * from '../run';
export * from './MySQLBackup';
export * from './backupSpec';
export * from './backupStatus';
