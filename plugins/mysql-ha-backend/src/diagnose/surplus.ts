import { factsOf, primaryOf, Snapshot } from '../observe';
import { isFollowing } from './following';
import { GtidSet, MySqlFacts } from '../mysql';

/** What a replica holds that the primary does not: empty while the primary may only be read late. */
export function surplusOf(
  snapshot: Snapshot,
  facts: MySqlFacts,
): GtidSet | undefined {
  const primary = factsOf(primaryOf(snapshot));
  if (!primary) return undefined;
  const surplus = facts.gtidExecuted.subtract(primary.gtidExecuted);
  // The replica was read a moment after the primary, which runs ahead: its own transactions are no surplus.
  const behind = surplus.subtract(surplus.originatingFrom(primary.serverUuid));
  // So do those that came from outside, whoever wrote them there.
  return isFollowing(snapshot) ? ofThisCluster(snapshot, behind) : behind;
}

function ofThisCluster(snapshot: Snapshot, set: GtidSet): GtidSet {
  return snapshot.instances.reduce((all, { name }) => {
    const uuid = uuidOf(snapshot, name);
    return uuid ? all.union(set.originatingFrom(uuid)) : all;
  }, GtidSet.EMPTY);
}

/** A surplus by where it comes from. */
export interface Surplus {
  /** Of instances that led once: they were written there and never arrived here. */
  readonly left: GtidSet;
  /** Of servers that never led: somebody wrote past the primary. */
  readonly errant: GtidSet;
  /** The two histories have something in common. */
  readonly related: boolean;
}

/**
 * Tells apart what a primary of before left and what was written past the primary. Whoever led has written its term,
 * which every history since has; who was elected and died before that is in the record.
 */
export function judgeSurplus(
  snapshot: Snapshot,
  facts: MySqlFacts,
): Surplus | undefined {
  const primary = factsOf(primaryOf(snapshot));
  const surplus = surplusOf(snapshot, facts);
  if (!primary || !surplus || surplus.isEmpty()) return undefined;
  const elected = (snapshot.recorded.incidents ?? [])
    // Who was rebuilt need not have led.
    .filter(({ kind }) => kind !== 'Rebuild')
    .flatMap(({ from, to }) => [uuidOf(snapshot, from), uuidOf(snapshot, to)]);
  const left = surplus
    .uuids()
    .filter(
      uuid =>
        elected.includes(uuid) ||
        !primary.gtidExecuted.originatingFrom(uuid).isEmpty(),
    )
    .reduce(
      (all, uuid) => all.union(surplus.originatingFrom(uuid)),
      GtidSet.EMPTY,
    );
  return {
    left,
    errant: surplus.subtract(left),
    related: !facts.gtidExecuted.intersect(primary.gtidExecuted).isEmpty(),
  };
}

function uuidOf(
  snapshot: Snapshot,
  name: string | undefined,
): string | undefined {
  const mysql = snapshot.instances.find(i => i.name === name)?.mysql;
  if (mysql?.state === 'reachable') return mysql.facts.serverUuid;
  return mysql?.state === 'unreachable' ? mysql.last?.serverUuid : undefined;
}
