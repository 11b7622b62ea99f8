import {
  holdings,
  InstanceSnapshot,
  instanceNamed,
  isFencedOnPurpose,
  membersOf,
  reachable,
  Snapshot,
} from '../observe';
import { isFollowing } from './following';
import { GtidSet, MySqlFacts } from '../mysql';

/**
 * How many acknowledgements a commit waits for, with so many members: ⌊n/2⌋
 * (design section 5, invariant 1). With fewer than n − W readable members nobody knows the newest commit.
 */
export function waitForOf(members: number): number {
  return Math.floor(members / 2);
}

/**
 * How many replicas hold each acknowledged commit, whenever it was made: the least count that was in force since the
 * members last caught up. It is less than the count now in force after that was lowered (durability Preferred).
 */
export function lowestWaitFor(snapshot: Snapshot): number {
  const { synchronous } = snapshot.recorded;
  return synchronous?.lowestWaitFor ?? synchronous?.waitFor ?? 0;
}

/**
 * How many members must be readable before one of them may be promoted: n − W, with the lowest W of
 * {@link lowestWaitFor}. Where commits wait for nobody (W = 0) no count can promise anything, and one is enough.
 */
export function readableNeeded(snapshot: Snapshot): number {
  const waitFor = lowestWaitFor(snapshot);
  return waitFor === 0 ? 1 : membersOf(snapshot).length - waitFor;
}

/**
 * How many acknowledgements the spec promises to a commit, with so many members. A follower's commits are another's:
 * what it loses it fetches again.
 */
export function promisedWaitFor(snapshot: Snapshot, members: number): number {
  return snapshot.spec.topology === 'SemiSync' && !isFollowing(snapshot)
    ? waitForOf(members)
    : 0;
}

/** A member that can be asked, and what it says. */
export interface ReadableMember {
  readonly instance: InstanceSnapshot;
  readonly facts: MySqlFacts;
}

/**
 * The recorded members that can be asked and have something to say: one that is being filled, or whose volume is
 * new, no longer knows what it once acknowledged.
 */
export function readableMembers(snapshot: Snapshot): readonly ReadableMember[] {
  return reachable(
    membersOf(snapshot).flatMap(name => {
      const instance = instanceNamed(snapshot, name);
      return instance && !instance.task ? [instance] : [];
    }),
  ).filter(
    ({ facts }) =>
      !snapshot.recorded.endedBootstrap || !holdings(facts).isEmpty(),
  );
}

/** The outcome of an election. */
export type Election =
  | { readonly winner: ReadableMember; readonly set: GtidSet }
  | { readonly winner?: undefined; readonly why: string };

/**
 * The most advanced of the given members by what they hold, applied or received; among equals a preferred one,
 * then one that the spec still wants, then the one with the least left to apply, then the lowest ordinal.
 * Nobody wins when no member holds all that counts: their histories differ.
 *
 * @param counts - what the winner must hold; if not given, all that the candidates hold
 */
export function elect(
  snapshot: Snapshot,
  candidates: readonly ReadableMember[],
  counts: GtidSet = candidates.reduce(
    (set, { facts }) => set.union(holdings(facts)),
    GtidSet.EMPTY,
  ),
): Election {
  const complete = candidates
    .filter(({ facts }) => holdings(facts).contains(counts))
    .filter(
      ({ facts }, _, rivals) =>
        !rivals.some(
          rival => holdings(rival.facts).compare(holdings(facts)) === 'ahead',
        ),
    );
  // One that a person closed votes with what it holds, and does not lead.
  const eligible = complete.filter(
    ({ instance }) => !isFencedOnPurpose(snapshot, instance.name),
  );
  if (candidates.length === 0) {
    return { why: 'no member can be read' };
  }
  if (complete.length === 0) {
    const sets = candidates
      .map(({ instance, facts }) => `${instance.name} holds ${holdings(facts)}`)
      .join('; ');
    return {
      why: `no member holds all that the others hold, so their histories differ: ${sets}`,
    };
  }
  if (eligible.length === 0) {
    return {
      why: `${complete
        .map(({ instance }) => instance.name)
        .join(
          ', ',
        )} holds the newest transactions and is fenced on purpose: ask for Unfence`,
    };
  }
  const { operation } = snapshot;
  const preferred = [
    ...(operation?.type === 'Failover' && operation.target
      ? [operation.target]
      : []),
    ...snapshot.spec.failover.preferredPrimary,
  ];
  const rank = (name: string) => {
    const at = preferred.indexOf(name);
    return at < 0 ? preferred.length : at;
  };
  const [winner] = [...eligible].sort(
    (a, b) =>
      Number(b.instance.wanted) - Number(a.instance.wanted) ||
      rank(a.instance.name) - rank(b.instance.name) ||
      (a.facts.replica?.lagSeconds ?? 0) - (b.facts.replica?.lagSeconds ?? 0) ||
      a.instance.ordinal - b.instance.ordinal,
  );
  return { winner, set: holdings(winner.facts) };
}
