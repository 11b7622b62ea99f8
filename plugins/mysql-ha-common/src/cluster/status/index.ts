/** What the engine knows, in words that answer a person’s question. */
export * from './clusterStatus';
export * from './condition';
export * from './exchangeStatus';
export * from './incident';
export * from './instanceStatus';
