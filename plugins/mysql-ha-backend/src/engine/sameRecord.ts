import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What decides, of a status. */
type Record = Pick<
  ClusterStatus,
  'term' | 'primary' | 'synchronous' | 'fence' | 'exchange'
>;

/**
 * Whether two statuses say the same of all that decides. The term alone does not tell that a successor acted: it may have
 * changed members or journaled a fence without a new primary, and a stalled operator that wakes up must not put back
 * what it knew before.
 */
export function sameRecord(one: Record, other: Record): boolean {
  return essence(one) === essence(other);
}

function essence({
  term = 0,
  primary,
  synchronous,
  fence,
  exchange,
}: Record): string {
  return JSON.stringify([
    term,
    primary,
    synchronous && [
      [...synchronous.members].sort(),
      synchronous.waitFor,
      synchronous.lowestWaitFor,
    ],
    fence && [fence.term, fence.since, fence.reason],
    exchange && [exchange.uid, exchange.stage],
  ]);
}
