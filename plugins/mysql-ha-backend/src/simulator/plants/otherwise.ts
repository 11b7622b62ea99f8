import { GtidSet } from '../../mysql';
import {
  factsOf,
  holdings,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';

/** The record, with these as its members. */
export function withMembers(
  snapshot: Snapshot,
  members: readonly string[],
  waitFor = snapshot.recorded.synchronous?.waitFor ?? 0,
): Snapshot {
  const { synchronous } = snapshot.recorded;
  return {
    ...snapshot,
    recorded: {
      ...snapshot.recorded,
      synchronous: synchronous && {
        ...synchronous,
        members: [...members],
        waitFor,
      },
    },
  };
}

/** While the primary is silent, as if there were no members but those that answer. */
export function withAnsweringMembers(snapshot: Snapshot): Snapshot {
  if (factsOf(primaryOf(snapshot))) return snapshot;
  const { primary = '' } = snapshot.recorded;
  const answering = snapshot.instances.filter(
    instance =>
      membersOf(snapshot).includes(instance.name) &&
      (instance.name === primary || factsOf(instance)),
  );
  return withMembers(
    snapshot,
    answering.map(({ name }) => name),
  );
}

/** While the primary is silent, as if empty instances and those that are being filled had something to say. */
export function withEmptyVoters(snapshot: Snapshot): Snapshot {
  if (factsOf(primaryOf(snapshot))) return snapshot;
  const common = reachable(snapshot.instances)
    .map(({ facts }) => holdings(facts))
    .filter(set => !set.isEmpty())
    .reduce<GtidSet | undefined>(
      (all, set) => all?.intersect(set) ?? set,
      undefined,
    );
  return {
    ...snapshot,
    instances: snapshot.instances.map(({ task: _, ...instance }) => {
      const facts = factsOf(instance);
      return common && facts && holdings(facts).isEmpty()
        ? {
            ...instance,
            mysql: {
              state: 'reachable',
              ageMs: 0,
              facts: { ...facts, gtidExecuted: common },
            },
          }
        : instance;
    }),
  };
}

/** As if nobody knew that an instance is being filled. */
export function withoutTasks(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    instances: snapshot.instances.map(({ task: _, ...instance }) => instance),
  };
}

/** As if each server took the next passwords already. */
export function withNextTaken(snapshot: Snapshot): Snapshot {
  const { rotation } = snapshot;
  if (!rotation) return snapshot;
  return {
    ...snapshot,
    rotation: {
      ...rotation,
      appTakesNext: true,
      instances: Object.fromEntries(
        Object.entries(rotation.instances).map(([name, instance]) => [
          name,
          { ...instance, takesNext: true, receivesWithNext: true },
        ]),
      ),
    },
  };
}

/** As if appliers had stopped with errors that nobody knows. */
export function withOtherErrors(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    instances: snapshot.instances.map(instance => {
      const facts = factsOf(instance);
      const error = facts?.replica?.applierError;
      if (!facts?.replica || !error) return instance;
      const replica = {
        ...facts.replica,
        applierError: { ...error, code: 1 },
      };
      return {
        ...instance,
        mysql: { state: 'reachable', ageMs: 0, facts: { ...facts, replica } },
      };
    }),
  };
}
