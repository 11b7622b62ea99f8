/** Data of a backup become a new cluster. */
export { readersOf, watchedReadersOf } from './readersOf';
export { FillingVolume } from './FillingVolume';
export { initialRequest } from './initialRequest';
export { RestoreReconciler } from './RestoreReconciler';
export { restoreSource } from './restoreSource';
