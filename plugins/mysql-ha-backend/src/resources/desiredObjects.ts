import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject, ObjectKey } from '../kubernetes/types';
import { appSecret } from './appSecret';
import { configMap } from './configMap';
import { podDisruptionBudgetName } from './names';
import { RandomBytes } from './passwords';
import { podDisruptionBudget } from './podDisruptionBudget';
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
  const budget = podDisruptionBudget(cluster);
  const pods = context.replicas ?? cluster.spec.instances;
  return [
    systemSecret(cluster, context.secrets.system, context.random),
    appSecret(cluster, context.secrets.app, context.random),
    configMap(cluster, {
      instances: Math.max(pods, cluster.spec.instances),
      refusedKeys: context.refusedKeys,
    }),
    ...services(cluster),
    ...(budget ? [budget] : []),
    statefulSet(cluster, context),
  ];
}

/** Objects that the cluster had in another shape and must not have now; deleting what is not there is no error. */
export function obsoleteObjects(cluster: MySQLCluster): readonly ObjectKey[] {
  return podDisruptionBudget(cluster)
    ? []
    : [
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          namespace: cluster.metadata.namespace,
          name: podDisruptionBudgetName(cluster.metadata),
        },
      ];
}
