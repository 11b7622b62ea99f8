/** MySQLBackupSchedule: when backups are made and how long they are kept. */
export * from './MySQLBackupSchedule';
export * from './backupScheduleSpec';
export * from './backupScheduleStatus';
