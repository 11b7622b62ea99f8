import type {
  ClusterView,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Operations that are about the cluster as a whole. */
export function operationsForCluster(cluster: ClusterView): OperationType[] {
  if (!isAwake(cluster)) return [];
  return cluster.spec.topology === 'Single'
    ? ['RotatePasswords']
    : ['Switchover', 'Failover', 'RotatePasswords'];
}

/** Operations that make sense for an instance as it is now. */
export function operationsForInstance(
  cluster: ClusterView,
  instance: string,
): OperationType[] {
  if (!isAwake(cluster)) return [];
  const { primary, fencedInstances } = cluster.status;
  const closed = fencedInstances?.some(({ name }) => name === instance);
  return [
    'Restart',
    // The primary has nobody whose copy would be newer.
    ...(instance === primary ? [] : (['Rebuild'] as const)),
    closed ? 'Unfence' : 'Fence',
  ];
}

/** Those that take data away or cut applications off, so the cluster's name must be typed. */
export function isDangerous(type: OperationType): boolean {
  switch (type) {
    case 'Failover':
    case 'Rebuild':
    case 'Fence':
      return true;
    case 'Switchover':
    case 'Restart':
    case 'Unfence':
    case 'RotatePasswords':
      return false;
    default:
      return type satisfies never;
  }
}

/** Whether a person may choose who leads afterwards. */
export function choosesPrimary(type: OperationType): boolean {
  return type === 'Switchover' || type === 'Failover';
}

function isAwake(cluster: ClusterView): boolean {
  return !cluster.deleting && !cluster.spec.hibernate;
}
