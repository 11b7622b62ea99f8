/** Which operator looks after which clusters: one Lease for each process, one record of who holds what. */
export * from './ClusterShares';
export * from './ShareApi';
export * from './shareOf';
