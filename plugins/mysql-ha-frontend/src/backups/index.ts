/** Backups: what there is, what can be restored, where it lies, and what a person can do about it. */
export * from './BackupLine';
export * from './BackupsPanel';
