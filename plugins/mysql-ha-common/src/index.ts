/**
 * What all parts of mysql-ha agree on: the resources' schemas, the HTTP API's shapes, permissions and names.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './backup';
export * from './cluster';
export * from './constants';
export * from './gtid';
export * from './operation';
export * from './permissions';
