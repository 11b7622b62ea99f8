/**
 * MySQL clusters as catalog entities, kept in step by themselves.
 *
 * @packageDocumentation
 */
export { catalogModuleMysqlHa as default } from './module';
