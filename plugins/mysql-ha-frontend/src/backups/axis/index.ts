/** Backups on an axis of time. */
export * from './BackupAxis';
export { RANGES, usualRange } from './frame';
export type { RangeName } from './frame';
