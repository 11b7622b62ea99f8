/** What happens in a run: random faults at random times, from one seed. */
export * from './Schedule';
export * from './describeFault';
export * from './generateSchedule';
export * from './regressions';
export * from './shrink';
