/** MySQLBackupLocation: a bucket or container for backups. */
export * from './MySQLBackupLocation';
export * from './backupLocationSpec';
export * from './backupLocationStatus';
