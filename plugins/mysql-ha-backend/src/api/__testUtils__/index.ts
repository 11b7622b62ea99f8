export * from './actingAuth';
/** The HTTP API on Kubernetes in memory, for tests. */
export * from './startApi';
