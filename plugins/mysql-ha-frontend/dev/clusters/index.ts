/** Clusters in every state, so that each can be looked at and tested. */
export * from './clusterView';
export * from './incidents';
export * from './steady';
export * from './troubled';
