/** Data of a backup become a new cluster. */
export { readersOf, watchedReadersOf } from './readersOf';
export { RestoreReconciler } from './RestoreReconciler';
