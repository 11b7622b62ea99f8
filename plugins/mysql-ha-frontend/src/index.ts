/**
 * Cards and pages for highly available MySQL clusters, for the new frontend system.
 * Apps on the old one import from `./legacy`.
 *
 * @packageDocumentation
 */
export { mysqlHaPlugin as default } from './plugin';
export { mysqlHaApiRef } from './api';
export { isMysqlClusterAvailable } from './entity/entityCluster';
export { mysqlHaTranslationRef } from './translation';
export type { MySqlHaSentences } from './translation';
