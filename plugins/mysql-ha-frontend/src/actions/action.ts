import type {
  ClusterView,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { operationsForCluster } from '../operations';

/** Changes of what is wished for. */
export type WishName =
  | 'scale'
  | 'grow'
  | 'pause'
  | 'resume'
  | 'hibernate'
  | 'wake'
  | 'delete';

/** The names of the actions: wishes, and things done once. */
export type ActionName = WishName | OperationType;

/** The actions that make sense for a cluster as it is now. */
export function actionsFor(cluster: ClusterView): ActionName[] {
  if (cluster.deleting) return [];
  const { paused, hibernate } = cluster.spec;
  return [
    ...operationsForCluster(cluster),
    ...(hibernate ? [] : (['scale'] as const)),
    'grow',
    paused ? 'resume' : 'pause',
    hibernate ? 'wake' : 'hibernate',
    'delete',
  ];
}
