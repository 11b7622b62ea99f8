import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The cluster of each round as it begins. */
export const CLUSTER: ClusterSpecInput = {
  instances: 3,
  // With a real limit, so that a disk can be full.
  storage: { size: '1Gi', storageClassName: 'local-dynamic' },
  // Faults in a row are a run's business, and no flapping.
  failover: { minSecondsBetween: 0 },
  deletionPolicy: 'Delete',
};
