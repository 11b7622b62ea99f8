import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { clusterLabels } from './labels';

/**
 * Why an object that already exists under a name that the cluster needs can’t be taken: it is somebody else’s.
 * @returns undefined when it belongs to the cluster, or was left by one of the same name
 */
export function foreignObject(
  cluster: MySQLCluster,
  existing: KubernetesObject,
): string | undefined {
  const { ownerReferences = [], labels = {} } = existing.metadata;
  const controller = ownerReferences.find(owner => owner.controller);
  const what = `${existing.kind} ${existing.metadata.name} in namespace ${cluster.metadata.namespace}`;
  if (controller && controller.uid !== cluster.metadata.uid) {
    return `${what} belongs to ${controller.kind} ${controller.name}: delete it there, or give this cluster another name`;
  }
  const ours = Object.entries(clusterLabels(cluster.metadata)).every(
    ([label, value]) => labels[label] === value,
  );
  return controller || ours
    ? undefined
    : `${what} was made by somebody else: delete or rename it, or give this cluster another name`;
}
