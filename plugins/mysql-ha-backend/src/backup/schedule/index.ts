/** When backups are made, and how long they are kept. */
export { ScheduleReconciler } from './ScheduleReconciler';
