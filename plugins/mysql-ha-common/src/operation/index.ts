/** The MySQLOperation resource: a thing done once to a cluster, with a record of how it went. */
export * from './MySQLOperation';
export { operationSpecSchema, operationTypeSchema } from './operationSpec';
export type { OperationSpec, OperationType } from './operationSpec';
export * from './operationStatus';
