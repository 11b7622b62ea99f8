/** What mysql-ha asks of Kubernetes: watches, server-side apply, Leases, Events, port-forward. */
export * from './clusterNameOf';
export * from './resourceKinds';
export * from './types';
export * from './server';
