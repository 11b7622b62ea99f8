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
 * What each of them holds, without what a term left behind. Whoever was elected held all that any client had been told OK
 * for, and wrote its term after that; so one that has applied the row of a term holds all that was acknowledged before it.
 * What another has of older terms beyond that was acknowledged to nobody: a killed primary is back with a commit of its
 * own, or wrote on while it was cut off. It must not stand against those that went on, when their primary dies too. Where
 * commits waited for nobody, what is left behind may have been acknowledged, and counts.
 */
function withoutLeftovers(
  snapshot: Snapshot,
  voters: readonly ReadableMember[],
): readonly GtidSet[] {
  const sets = voters.map(({ facts }) => holdings(facts));
  const newest = Math.max(...voters.map(termOf));
  if (newest <= 0 || lowestWaitFor(snapshot) === 0) return sets;
  const history = voters
    .filter(voter => termOf(voter) === newest)
    .reduce((all, { facts }) => all.union(holdings(facts)), GtidSet.EMPTY);
  if (newest !== snapshot.recorded.term) {
    const left = leftByThemselves(
      voters.filter(voter => termOf(voter) < newest),
      history,
    );
    return sets.map(set => set.subtract(left));
  }
  const leader = voters.find(voter => termOf(voter) === newest);
  const uuid = leader?.facts.term?.primaryUuid ?? '';
  // What the leader of this term wrote counts wherever it is: it may be newer than the row.
  return sets.map(set =>
    set.intersect(history).union(set.originatingFrom(uuid)),
  );
}

/**
 * Of those that don't have the newest row that is known: what they wrote themselves beyond the history that has it. They
 * wrote it in older terms, for a leader begins with its row; what newer leaders wrote, whose row nobody has who can be
 * asked, came from elsewhere and counts.
 */
function leftByThemselves(
  voters: readonly ReadableMember[],
  history: GtidSet,
): GtidSet {
  return voters.reduce(
    (left, { facts: { gtidExecuted, serverUuid } }) =>
      left.union(gtidExecuted.originatingFrom(serverUuid).subtract(history)),
    GtidSet.EMPTY,
  );
}

function termOf({ facts }: ReadableMember): number {
  return facts.term?.term ?? 0;
}
