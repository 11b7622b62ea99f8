import { GtidSet } from '../mysql';
import { holdings, membersOf, Snapshot } from '../observe';
import { possiblyAcknowledged } from './possiblyAcknowledged';
import { lowestWaitFor, ReadableMember } from './quorum';

/** What a winner must hold: all that some client may have been told OK for, as far as these members know. */
export function whatCounts(
  snapshot: Snapshot,
  voters: readonly ReadableMember[],
): GtidSet {
  return possiblyAcknowledged(
    withoutLeftovers(snapshot, voters),
    membersOf(snapshot).length,
    lowestWaitFor(snapshot),
  );
}

/**
 * What each of them holds, without what the recorded term left behind. Whoever was elected held all that any client had
 * been told OK for, and wrote its term after that; so one that has applied the row of this term holds it all. What
 * another has of older terms beyond that was acknowledged to nobody: a killed primary is back with a commit of its own,
 * or wrote on while it was cut off. It must not stand against those that went on, when their primary dies too. Where
 * commits waited for nobody, what is left behind may have been acknowledged, and counts.
 */
function withoutLeftovers(
  snapshot: Snapshot,
  voters: readonly ReadableMember[],
): readonly GtidSet[] {
  const sets = voters.map(({ facts }) => holdings(facts));
  const rows = voters.map(({ facts }) =>
    facts.term?.term === snapshot.recorded.term ? facts.term : undefined,
  );
  const leader = rows.find(row => row !== undefined)?.primaryUuid;
  if (leader === undefined || lowestWaitFor(snapshot) === 0) return sets;
  const history = sets
    .filter((_, voter) => rows[voter] !== undefined)
    .reduce((all, set) => all.union(set), GtidSet.EMPTY);
  // What the leader of this term wrote counts wherever it is: it may be newer than the row.
  return sets.map(set =>
    set.intersect(history).union(set.originatingFrom(leader)),
  );
}
