/** One file for each verb of the HTTP API. */
export * from './RouteContext';
export * from './createBackupSchedule';
export * from './createCluster';
export * from './createOperation';
export * from './createRestore';
export * from './deleteCluster';
export * from './getCluster';
export * from './getConnection';
export * from './getEvents';
export * from './getLag';
export * from './getOperation';
export * from './getRestore';
export * from './listBackupSchedules';
export * from './listClusters';
export * from './listOperations';
export * from './patchCluster';
