/** All clusters on one page. */
export * from './FleetPage';
export * from './MysqlRouter';
