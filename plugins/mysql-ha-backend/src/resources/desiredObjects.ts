import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject, ObjectKey } from '../kubernetes/types';
import { appSecret } from './appSecret';
import { configMap } from './configMap';
import { podDisruptionBudgetName, primaryDisruptionBudgetName } from './names';
import { RandomBytes } from './passwords';
import { podDisruptionBudgets } from './podDisruptionBudgets';
import { services } from './services';
import { statefulSet, StatefulSetOptions } from './statefulSet';
import { systemSecret } from './systemSecret';

/** What the desired objects depend on beside the cluster. */
export interface DesiredContext extends StatefulSetOptions {
  /** The Secrets as they are, read live: a password that is overlooked would be replaced. */
  readonly secrets: {
    readonly system?: KubernetesObject;
    readonly app?: KubernetesObject;
  };
  readonly random: RandomBytes;
  /** Keys of `spec.config`, in canonical spelling, whose values a running server refused. */
  readonly refusedKeys?: readonly string[];
}

/**
 * All objects of a cluster but its EndpointSlices, in the order in which they have to be applied: what pods mount comes
 * before them. The same input gives the same objects, so that applying them again changes nothing.
 */
export function desiredObjects(
  cluster: MySQLCluster,
  context: DesiredContext,
): readonly KubernetesObject[] {
  const pods = context.replicas ?? cluster.spec.instances;
  return [
    systemSecret(cluster, context.secrets.system, context.random),
    appSecret(cluster, context.secrets.app, context.random),
    configMap(cluster, {
      instances: Math.max(pods, cluster.spec.instances),
      refusedKeys: context.refusedKeys,
    }),
    ...services(cluster),
    ...podDisruptionBudgets(cluster),
    statefulSet(cluster, context),
  ];
}

/** Objects that the cluster had in another shape and must not have now; deleting what is not there is no error. */
export function obsoleteObjects(cluster: MySQLCluster): readonly ObjectKey[] {
  const { metadata } = cluster;
  const names = [
    primaryDisruptionBudgetName(metadata),
    podDisruptionBudgetName(metadata),
  ];
  return podDisruptionBudgets(cluster).length > 0
    ? []
    : names.map(name => ({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        namespace: metadata.namespace,
        name,
      }));
}
