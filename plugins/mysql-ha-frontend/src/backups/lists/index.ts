/** What stands beside the backups: schedules, places, restores. */
export * from './LocationList';
export * from './reachability';
export * from './RestoreList';
export * from './ScheduleList';
