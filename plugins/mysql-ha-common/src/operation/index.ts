/** The MySQLOperation resource: a thing done once to a cluster, with a record of how it went. */
export * from './MySQLOperation';
export * from './operationSpec';
export * from './operationStatus';
