/** The plugin and its extensions for `@backstage/core-plugin-api`. */
export { mysqlHaApiRef } from '../api';
export { isMysqlClusterAvailable } from '../entity/entityCluster';
export { mysqlHaTranslationRef } from '../translation';
export type { MySqlHaSentences } from '../translation';
export * from './extensions';
export { mysqlHaPlugin } from './plugin';
