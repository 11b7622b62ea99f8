/** What mysql-ha says to MySQL and what it hears: one connection per instance, verbs named by intent. */
export * from './binaryLogs';
export * from './facts';
export * from './gtid';
export { Mysql2Adapter } from './Mysql2Adapter';
export type { ConnectionMode } from './Mysql2Adapter';
export * from './MySqlError';
export { NOT_COMMANDING } from './notCommanding';
export * from './scheduledEvents';
export * from './supervisor/Supervisor';
export * from './types';
