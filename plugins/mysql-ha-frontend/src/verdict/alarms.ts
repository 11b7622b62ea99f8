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
  ['FollowsSource', 'False', 'warn'],
  ['Replicating', 'False', 'warn'],
  ['BackedUp', 'False', 'warn'],
  ['BinlogsArchived', 'False', 'warn'],
];

/** Phases in which these conditions are as they must be: a cluster is made, changes its primary, sleeps or goes. */
const QUIET: ReadonlyArray<ReturnType<typeof phaseOf>> = [
  'Creating',
  'FailingOver',
  'SwitchingOver',
  'Hibernated',
  'Deleting',
];

/** Without backups in the spec their absence is a property, told with the answer about data; not an alarm. */
const OF_BACKUPS: readonly ConditionType[] = ['BackedUp', 'BinlogsArchived'];

/** Conditions that deserve attention. A refusal always does. */
export function alarms(cluster: ClusterView): Alarm[] {
  const quiet = QUIET.includes(phaseOf(cluster));
  const backedUp = Boolean(cluster.spec.backup);
  return ALARMING.flatMap(([type, status, tone]) => {
    if (quiet && type !== 'Refused') return [];
    if (OF_BACKUPS.includes(type) && !backedUp) return [];
    const condition = cluster.status.conditions?.find(
      each => each.type === type && each.status === status,
    );
    return condition ? [{ tone, condition }] : [];
  });
}
