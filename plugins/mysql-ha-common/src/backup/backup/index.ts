/** MySQLBackup: one backup. */
export * from '../run';
export * from './MySQLBackup';
export * from './clusterOfBackup';
export * from './isOwnBackup';
export * from './isRefuted';
export * from './backupSpec';
export * from './backupStatus';
