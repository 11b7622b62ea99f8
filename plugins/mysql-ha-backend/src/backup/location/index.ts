/** Whether backups can be kept in a place. */
export { LocationReconciler } from './LocationReconciler';
