import { MySqlFacts } from '../mysql';
import {
  factsOf,
  InstanceSnapshot,
  isClosed,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../observe';
import { Finding } from './Finding';
import { GroupName } from './groups';
import { lostItsData } from './lostItsData';
import { ProblemCode } from './ProblemCode';

/** What a predicate found: a finding without what is the same for all of its kind. */
export type Found = Pick<
  Finding,
  'instance' | 'message' | 'next' | 'recovery' | 'againInMs' | 'operation'
> & {
  /** If it is not the problem's first. */
  readonly severity?: Finding['severity'];
};

/** A problem as `docs/diagnoses.md` explains it; the page is generated from it. */
export interface Documentation {
  /** When the predicate holds. */
  readonly when: string;
  /** The sentence as a person may read it. */
  readonly sentence: string;
  /** What the engine does about it. */
  readonly engine: string;
  /** What a person can do. */
  readonly person: string;
}

/** One kind of trouble: all there is to know of it. */
export interface ProblemKind {
  readonly code: ProblemCode;
  /** In which company it is looked for; the groups stand in the order in which they are acted on. */
  readonly group: GroupName;
  /** Problems of the same group that come before: where only the first counts, they hide this one. */
  readonly after?: readonly ProblemCode[];
  /** The usual one first. */
  readonly severities: readonly [Finding['severity'], ...Finding['severity'][]];
  readonly documentation: Documentation;
  /** Pure. */
  readonly find: (snapshot: Snapshot) => readonly Found[];
}

/** A problem that there is at most one of. */
export function problem(
  definition: Omit<ProblemKind, 'find'> & {
    readonly find: (snapshot: Snapshot) => Found | undefined;
  },
): ProblemKind {
  const { find } = definition;
  return {
    ...definition,
    find: snapshot => {
      const found = find(snapshot);
      return found ? [found] : [];
    },
  };
}

/** A problem that each instance may have. */
export function instanceProblem(
  definition: Omit<ProblemKind, 'find'> & {
    readonly find: (
      snapshot: Snapshot,
      instance: InstanceSnapshot,
    ) => Omit<Found, 'instance'> | undefined;
  },
): ProblemKind {
  const { find } = definition;
  return {
    ...definition,
    find: snapshot =>
      snapshot.instances.flatMap(instance => {
        const found = find(snapshot, instance);
        return found ? [{ ...found, instance: instance.name }] : [];
      }),
  };
}

/**
 * A problem that each replica may have that can be asked and takes no writes, while the primary can be asked too, has its
 * data, and no fence stands.
 */
export function replicaProblem(
  definition: Omit<ProblemKind, 'find' | 'group'> & {
    readonly find: (
      snapshot: Snapshot,
      instance: InstanceSnapshot,
      facts: MySqlFacts,
    ) => Omit<Found, 'instance'> | undefined;
  },
): ProblemKind {
  const { find } = definition;
  return {
    ...definition,
    group: 'Replicas',
    find: snapshot =>
      replicasToLookAt(snapshot).flatMap(({ instance, facts }) => {
        const found = find(snapshot, instance, facts);
        return found ? [{ ...found, instance: instance.name }] : [];
      }),
  };
}

type Replica = ReturnType<typeof reachable>[number];

/** Found once for each snapshot: a dozen problems look at the same replicas. */
const replicasOf = new WeakMap<Snapshot, readonly Replica[]>();

function replicasToLookAt(snapshot: Snapshot): readonly Replica[] {
  const known = replicasOf.get(snapshot);
  if (known) return known;
  const replicas = findReplicas(snapshot);
  replicasOf.set(snapshot, replicas);
  return replicas;
}

function findReplicas(snapshot: Snapshot): readonly Replica[] {
  const { fence } = snapshot.recorded;
  if (fence || !factsOf(primaryOf(snapshot)) || lostItsData(snapshot)) {
    return [];
  }
  return reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      instance.name !== snapshot.recorded.primary &&
      instance.task === undefined &&
      // An open one is closed first: nothing else is done to it before, least of all opened to clients.
      isClosed(facts) &&
      (instance.wanted || membersOf(snapshot).includes(instance.name)),
  );
}
