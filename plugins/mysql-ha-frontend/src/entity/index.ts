/** The database of a catalog entity. */
export * from './EntityMysqlContent';
export * from './EntityMysqlOverviewCard';
export * from './entityCluster';
