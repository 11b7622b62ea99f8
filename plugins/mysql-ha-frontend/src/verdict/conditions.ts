import type {
  ClusterView,
  Condition,
  ConditionType,
  Phase,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A condition of the cluster, if the engine has reported it. */
export function condition(
  cluster: ClusterView,
  type: ConditionType,
): Condition | undefined {
  return cluster.status.conditions?.find(each => each.type === type);
}

/** Whether a condition holds, as far as the engine knows. */
export function holds(
  cluster: ClusterView,
  type: ConditionType,
): 'True' | 'False' | 'Unknown' {
  return condition(cluster, type)?.status ?? 'Unknown';
}

/**
 * Whether commits wait for replicas that aren't connected. The engine calls the primary available until the last
 * proved write is some seconds old, so for these seconds the safety condition knows better.
 */
export function commitsWait(cluster: ClusterView): Condition | undefined {
  const safe = condition(cluster, 'DataSafe');
  return safe?.status === 'False' && safe.reason === 'TooFewConnected'
    ? safe
    : undefined;
}

/** The phase as a person should read it; `Unseen` until the engine has looked. */
export function phaseOf(cluster: ClusterView): Phase | 'Unseen' {
  if (cluster.deleting) return 'Deleting';
  return cluster.status.phase ?? 'Unseen';
}
