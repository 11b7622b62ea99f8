/**
 * The operator for highly available MySQL on Kubernetes, and its HTTP API.
 *
 * @packageDocumentation
 */
export type { ClusterFilter } from './api/clusterResourceRef';
export {
  createMysqlHaConditionalDecision,
  mysqlHaConditions,
} from './api/permissionRules';
export { mysqlHaPlugin as default } from './plugin';
