/**
 * What is done about backups? Locations are proved, backups made, repeated and deleted, and data restored: all by Jobs of
 * the agent, so that no byte of a database passes through here.
 */
export { ArchiveBoard, ArchiverInquiry } from './archive';
export { BackupController } from './BackupController';
export { Firings } from './schedule';
