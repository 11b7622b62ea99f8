/** MySQLBackup: one backup. */
export { runPhaseSchema } from '../run';
export type { RunPhase } from '../run';
export * from './MySQLBackup';
export * from './clusterOfBackup';
export * from './isOwnBackup';
export * from './isRefuted';
export { backupMethodSchema, backupSpecSchema } from './backupSpec';
export type { BackupMethod, BackupSpec } from './backupSpec';
export * from './backupStatus';
