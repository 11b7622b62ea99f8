/** Everything about one cluster on one page. */
export * from './ClusterPage';
export * from './MysqlContent';
export { useBackups } from './useClusterDetails';
export * from './useClusterView';
