/** Replication lag over time. */
export * from './LagPanel';
