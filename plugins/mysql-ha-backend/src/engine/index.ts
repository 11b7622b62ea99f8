/** The loops that tie the rooms together: one worker per cluster, under one Lease. */
export * from './Engine';
