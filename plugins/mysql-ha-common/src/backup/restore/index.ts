/** MySQLRestore: data of a backup come back. */
export * from './MySQLRestore';
export * from './restoreSpec';
export * from './restoreStatus';
