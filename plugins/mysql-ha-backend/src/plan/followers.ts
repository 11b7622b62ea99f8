import { sourceOf } from '../diagnose';
import { MySqlFacts } from '../mysql';
import { holdings, isClosed, membersOf, reachable, Snapshot } from '../observe';
import { Step } from './Plan';

/** Who replicates and can be told something: all that answer, but the ones named and those that are being filled. */
export function replicating(snapshot: Snapshot, ...except: readonly string[]) {
  return tellable(snapshot, except).filter(
    ({ facts }) => facts.replica !== undefined,
  );
}

function tellable(snapshot: Snapshot, except: readonly string[]) {
  return reachable(snapshot.instances).filter(
    ({ instance }) =>
      !except.includes(instance.name) && instance.task === undefined,
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
 * Points those at a primary that it takes along: those that replicate, and members that have no source yet, as a clone of
 * the primary itself, for which the first commit would wait in vain. Of an empty or a diverged one nothing can be said
 * by pointing it elsewhere: the loop fills it, explains it, or rebuilds it.
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
  return tellable(snapshot, [primary, except])
    .filter(
      ({ instance, facts }) =>
        facts.replica !== undefined ||
        (isClosed(facts) && membersOf(snapshot).includes(instance.name)),
    )
    .filter(({ facts }) => !holdings(facts).isEmpty() && isContained(facts))
    .map(({ instance }) => follow(snapshot, instance.name, primary));
}
