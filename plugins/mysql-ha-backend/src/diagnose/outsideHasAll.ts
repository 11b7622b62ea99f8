import { holdings, primaryOf, Snapshot } from '../observe';
import { isFollowing } from './following';
import { readableMembers } from './quorum';

/**
 * Whether nothing is lost whoever takes the place of a silent primary that follows a MySQL outside: that server was asked
 * since the silence began, has committed all that the primary was last seen to hold, and still has the binary logs of all
 * that any other member lacks, so that it is had from there again by GTID.
 */
export function outsideHasAll(snapshot: Snapshot): boolean {
  const { outside, recorded } = snapshot;
  const silent = primaryOf(snapshot)?.mysql;
  if (
    !isFollowing(snapshot) ||
    silent?.state !== 'unreachable' ||
    outside?.seen.state !== 'reachable' ||
    (outside.seenAgeMs ?? Infinity) >= silent.forMs
  ) {
    return false;
  }
  const { gtidExecuted, gtidPurged } = outside.seen.facts;
  const heirs = readableMembers(snapshot).filter(
    ({ instance }) => instance.name !== recorded.primary,
  );
  const held = silent.last ? holdings(silent.last) : undefined;
  return (
    held !== undefined &&
    [held, ...heirs.map(({ facts }) => holdings(facts))].every(set =>
      gtidExecuted.contains(set),
    ) &&
    heirs.every(({ facts }) => holdings(facts).contains(gtidPurged))
  );
}
