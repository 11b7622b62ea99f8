/** When backups are made, and how long they are kept. */
export { Firings } from './Firings';
export { ScheduleReconciler } from './ScheduleReconciler';
