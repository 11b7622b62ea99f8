/**
 * Thousands of random fault schedules against the engine's own rooms, on a model of semi-synchronous MySQL: after each
 * event each invariant is looked at. For tests alone; nothing that is shipped imports it.
 */
export * from './operator';
export * from './plants';
export * from './schedule';
export * from './Outcome';
export * from './simulate';
export * from './simulateSeeds';
export * from './Totals';
