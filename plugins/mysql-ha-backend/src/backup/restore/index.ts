/** Data of a backup become a new cluster. */
export { RestoreReconciler } from './RestoreReconciler';
