import { holdings, primaryOf, Snapshot } from '../observe';
import { GtidSet } from '../mysql';
import { readableMembers } from './quorum';

/**
 * What a failover would lose at least, where commits wait for nobody: all that the primary held when it last answered
 * and that its most advanced replica does not hold. Nothing is known of what it committed after that; and nothing at all,
 * if it never answered this operator.
 */
export function lossBy(snapshot: Snapshot): GtidSet | undefined {
  const primary = primaryOf(snapshot);
  const mysql = primary?.mysql;
  const last = mysql?.state === 'unreachable' ? mysql.last : undefined;
  if (!last) return undefined;
  const losses = readableMembers(snapshot)
    .filter(({ instance }) => instance.name !== primary?.name)
    .map(({ facts }) => last.gtidExecuted.subtract(holdings(facts)));
  const [least] = losses.sort((a, b) => a.count() - b.count());
  return least;
}
