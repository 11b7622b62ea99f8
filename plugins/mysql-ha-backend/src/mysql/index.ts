/** What mysql-ha says to MySQL and what it hears: one connection per instance, verbs named by intent. */
export * from './gtid';
export { NOT_COMMANDING } from './notCommanding';
export * from './types';
