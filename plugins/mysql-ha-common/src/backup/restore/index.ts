/** MySQLRestore: data of a backup come back. */
export * from './MySQLRestore';
export { restoreSourceSchema } from './restoreSource';
export * from './restoreSpec';
export * from './restoreStatus';
