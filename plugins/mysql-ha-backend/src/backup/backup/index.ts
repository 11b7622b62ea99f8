/** One backup, from the moment it is asked for until its data are gone. */
export { BackupReconciler } from './BackupReconciler';
