/** Dialogs that make a backup, have one proved, and delete one. */
export * from './BackUpNowDialog';
export * from './DeleteBackupDialog';
export * from './ProveBackupDialog';
