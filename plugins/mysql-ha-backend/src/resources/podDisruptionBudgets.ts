import {
  MySQLCluster,
  ROLE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { instanceSelector } from './labels';
import { podDisruptionBudgetName, primaryDisruptionBudgetName } from './names';
import { ownedMetadata } from './ownedMetadata';

/** A PodDisruptionBudget, as far as mysql-ha fills it. */
export interface PodDisruptionBudget extends KubernetesObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: {
    readonly minAvailable: number;
    readonly selector: {
      readonly matchLabels: Readonly<Record<string, string>>;
    };
  };
}

/**
 * Lets a drain take the replicas one at a time, and the primary once it leads no more: the engine hands the role on as
 * soon as the node is cordoned, and `kubectl drain` asks again every five seconds. There are two budgets with selectors
 * that never overlap, because an eviction is refused for a pod that two budgets select. `minAvailable` as a number, since
 * `maxUnavailable` would count the StatefulSet's pods and not those of the role
 * (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors).
 *
 * A single instance has none: a budget could only forbid the drain for ever, and its volume keeps the data. The eviction
 * policy for unready pods stays Kubernetes’ default, `IfHealthyBudget`: an instance that is not ready may be the one whose
 * data the others wait for (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy).
 */
export function podDisruptionBudgets(
  cluster: MySQLCluster,
): readonly PodDisruptionBudget[] {
  const { instances } = cluster.spec;
  if (instances < 2) return [];
  const { metadata } = cluster;
  return [
    budget(cluster, primaryDisruptionBudgetName(metadata), 'primary', 1),
    budget(
      cluster,
      podDisruptionBudgetName(metadata),
      'replica',
      instances - 2,
    ),
  ];
}

function budget(
  cluster: MySQLCluster,
  name: string,
  role: 'primary' | 'replica',
  minAvailable: number,
): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: ownedMetadata(cluster, name),
    spec: {
      minAvailable,
      selector: {
        matchLabels: {
          ...instanceSelector(cluster.metadata),
          [ROLE_LABEL]: role,
        },
      },
    },
  };
}
