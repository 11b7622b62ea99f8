/** Kubernetes in memory, for tests: the same adapter interface, and the same contract tests, as the real one. */
export * from './InMemoryApiServer';
export * from './InMemoryKubernetes';
export * from './ManualClock';
