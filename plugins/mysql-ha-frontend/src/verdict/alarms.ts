import type {
  ClusterView,
  Condition,
  ConditionType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { phaseOf } from './conditions';

/** A condition that isn't as it should be, to be shown with the engine's own sentence. */
export interface Alarm {
  readonly tone: 'bad' | 'warn';
  readonly condition: Condition;
}

/**
 * The status in which each condition is worth a person's attention, most urgent first.
 * PrimaryAvailable and DataSafe are missing here: they have a question of their own on the page.
 */
const ALARMING: ReadonlyArray<
  readonly [ConditionType, Condition['status'], Alarm['tone']]
> = [
  ['Refused', 'True', 'bad'],
  ['Fenced', 'True', 'warn'],
  ['Replicating', 'False', 'warn'],
  ['BackedUp', 'False', 'warn'],
  ['BinlogsArchived', 'False', 'warn'],
];

/** Conditions that deserve attention. None while a cluster is made, sleeps or goes, except a refusal. */
export function alarms(cluster: ClusterView): Alarm[] {
  const quiet = ['Creating', 'Hibernated', 'Deleting'].includes(
    phaseOf(cluster),
  );
  return ALARMING.flatMap(([type, status, tone]) => {
    if (quiet && type !== 'Refused') return [];
    const condition = cluster.status.conditions?.find(
      each => each.type === type && each.status === status,
    );
    return condition ? [{ tone, condition }] : [];
  });
}
