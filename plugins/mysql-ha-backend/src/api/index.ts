/** The HTTP API: who may ask for what, in which shape, and what open pages are told. */
export * from './ClusterAccess';
export * from './ClusterSignals';
export * from './clusterResourceRef';
export * from './createRouter';
export { lookUpCluster } from './findCluster';
export * from './permissionRules';
