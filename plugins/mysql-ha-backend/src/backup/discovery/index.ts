/** Which backups lie in a location that nobody told us of? Each becomes a MySQLBackup. */
export { DiscoveryReconciler } from './DiscoveryReconciler';
