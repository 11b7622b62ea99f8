/** The MySQLCluster resource: one zod schema from which types, CRD and reference page come. */
export * from './MySQLCluster';
export { clusterNameSchema } from './clusterName';
export { parseQuantity } from './quantity';
export * from './spec';
export * from './status';
