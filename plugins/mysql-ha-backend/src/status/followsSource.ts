import { followsOutside, hearsSource, outsideName } from '../diagnose';
import { factsOf, primaryOf, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** How old what comes from outside may be before it is said, in seconds. */
const LATE_SECONDS = 10;

/** Whether the data come from the MySQL outside, and how late. Pure. */
export function followsSource(snapshot: Snapshot): UndatedCondition {
  const type = 'FollowsSource';
  const name = outsideName(snapshot);
  const primary = primaryOf(snapshot);
  const replica = factsOf(primary)?.replica;
  if (!primary || !replica || !followsOutside(snapshot)) {
    return condition(
      type,
      false,
      'NotFollowing',
      `Nothing is replicated from ${name} yet.`,
    );
  }
  const error = replica.applierOn
    ? replica.receiverError
    : replica.applierError;
  if (!replica.applierOn || !hearsSource(replica)) {
    return condition(
      type,
      false,
      'Interrupted',
      `${primary.name} does not receive from ${name} now${
        error ? ` (error ${error.code}: ${error.message})` : ''
      }.`,
    );
  }
  if (replica.lagSeconds >= LATE_SECONDS) {
    return condition(
      type,
      false,
      'Lagging',
      `${primary.name} is ${Math.round(replica.lagSeconds)} s behind ${name}.`,
    );
  }
  return condition(
    type,
    true,
    'Following',
    `${primary.name} follows ${name} and has applied all but the last moment.`,
  );
}
