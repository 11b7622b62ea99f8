import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RecordChange } from '../act';

type Synchronous = ClusterStatus['synchronous'];

/**
 * The record of members and count after a change. Without a proof nobody may believe that more replicas hold the
 * commits of before than was known: the lowest count of all since the members last caught up stays on the record,
 * and is left out where it is the count itself. Each change has a number of its own.
 */
export function synchronousAfter(
  before: Synchronous,
  change: RecordChange,
  term: number,
): Synchronous {
  if (
    !change.members &&
    change.waitFor === undefined &&
    change.lowestWaitFor === undefined
  ) {
    return before;
  }
  const waitFor = change.waitFor ?? before?.waitFor ?? 0;
  const known = before?.lowestWaitFor ?? before?.waitFor ?? 0;
  const lowest = Math.min(change.lowestWaitFor ?? known, waitFor);
  return {
    members: [...(change.members ?? before?.members ?? [])],
    waitFor,
    ...(lowest < waitFor ? { lowestWaitFor: lowest } : {}),
    term,
    revision: (before?.revision ?? 0) + 1,
  };
}
