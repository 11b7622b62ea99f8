import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { instanceSelector } from './labels';
import { podDisruptionBudgetName } from './names';
import { ownedMetadata } from './ownedMetadata';

/** A PodDisruptionBudget, as far as mysql-ha fills it. */
export interface PodDisruptionBudget extends KubernetesObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: {
    readonly maxUnavailable: number;
    readonly selector: {
      readonly matchLabels: Readonly<Record<string, string>>;
    };
  };
}

/**
 * Lets a drain take one instance at a time.
 *
 * A single instance has none: a budget could only forbid the drain for ever, and its volume keeps the data. The eviction
 * policy for unready pods stays Kubernetes’ default, `IfHealthyBudget`: an instance that is not ready may be the one whose
 * data the others wait for (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy).
 */
export function podDisruptionBudget(
  cluster: MySQLCluster,
): PodDisruptionBudget | undefined {
  if (cluster.spec.instances < 2) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: ownedMetadata(cluster, podDisruptionBudgetName(cluster.metadata)),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: instanceSelector(cluster.metadata) },
    },
  };
}
