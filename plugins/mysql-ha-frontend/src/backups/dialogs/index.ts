/** Dialogs that make a backup, and delete one. */
export * from './BackUpNowDialog';
export * from './DeleteBackupDialog';
