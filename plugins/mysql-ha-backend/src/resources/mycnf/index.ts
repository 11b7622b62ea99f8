/** my.cnf: where each setting comes from, why, and which of a tenant’s are refused. */
export * from './checkConfig';
export * from './renderMyCnf';
export { layers, tenantKeys, wantedVariables } from './settings';
export type { ConfigInput, Layer } from './settings';
export * from './variableComparison';
