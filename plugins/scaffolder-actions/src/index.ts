/**
 * Scaffolder actions that create MySQL clusters and follow their creation.
 *
 * @packageDocumentation
 */
export { scaffolderModuleMysqlHa as default } from './module';
