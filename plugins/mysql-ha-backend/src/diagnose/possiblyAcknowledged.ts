import { GtidSet } from '../mysql';

/**
 * What these members hold and some client may have been told OK for. Each acknowledged commit is on W + 1 members. One
 * that is on fewer, even if all that can't be read had it too, was acknowledged to nobody: a killed primary that comes
 * back with a commit of its own, while its successor dies, must not keep the others from electing one of theirs.
 *
 * @param voters - what each member holds that can be read
 * @param members - how many members there are
 * @param waitFor - how many replicas hold each acknowledged commit, whenever it was made
 */
export function possiblyAcknowledged(
  voters: readonly GtidSet[],
  members: number,
  waitFor: number,
): GtidSet {
  const unread = Math.max(0, members - voters.length);
  const enough = waitFor === 0 ? 1 : Math.max(1, waitFor + 1 - unread);
  // At index i: what more than i of those that were looked at hold.
  const held: GtidSet[] = Array.from({ length: enough }, () => GtidSet.EMPTY);
  for (const set of voters) {
    for (let i = enough - 1; i > 0; i--) {
      held[i] = held[i].union(held[i - 1].intersect(set));
    }
    held[0] = held[0].union(set);
  }
  return held[enough - 1];
}
