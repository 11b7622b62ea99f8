import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The names of the actions. */
export type ActionName =
  | 'scale'
  | 'pause'
  | 'resume'
  | 'hibernate'
  | 'wake'
  | 'delete';

/** The actions that make sense for a cluster as it is now. */
export function actionsFor(cluster: ClusterView): ActionName[] {
  if (cluster.deleting) return [];
  const { paused, hibernate } = cluster.spec;
  return [
    ...(hibernate ? [] : (['scale'] as const)),
    paused ? 'resume' : 'pause',
    hibernate ? 'wake' : 'hibernate',
    'delete',
  ];
}
