import { sourceOf } from '../diagnose';
import { MySqlFacts } from '../mysql';
import { holdings, membersOf, reachable, Snapshot } from '../observe';
import { Step } from './Plan';

/** Who replicates and can be told something: all that answer, but the ones named and those that are being filled. */
export function replicating(snapshot: Snapshot, ...except: readonly string[]) {
  return reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      !except.includes(instance.name) &&
      instance.task === undefined &&
      facts.replica !== undefined,
  );
}

/** Whether an instance’s acknowledgements count, so that it has to give them. */
export function acknowledges(snapshot: Snapshot, name: string): boolean {
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  return waitFor > 0 && membersOf(snapshot).includes(name);
}

/** Points an instance at whom it should receive from under a new primary. */
export function follow(
  snapshot: Snapshot,
  instance: string,
  primary: string,
): Step {
  return {
    do: 'Follow',
    instance,
    source: sourceOf(snapshot, instance, primary),
    acknowledge: acknowledges(snapshot, instance),
  };
}

/**
 * Re-points those that a new primary takes along. Of an empty or a diverged one nothing can be said by pointing it
 * elsewhere: the loop fills it, explains it, or rebuilds it.
 */
export function followers(
  snapshot: Snapshot,
  primary: string,
  options: {
    readonly except?: string;
    readonly isContained: (facts: MySqlFacts) => boolean;
  },
): readonly Step[] {
  const { except = primary, isContained } = options;
  return replicating(snapshot, primary, except)
    .filter(({ facts }) => !holdings(facts).isEmpty() && isContained(facts))
    .map(({ instance }) => follow(snapshot, instance.name, primary));
}
