import { factsOf, primaryOf, Snapshot } from '../observe';
import { lostItsData } from './lostItsData';
import { primaryBehindItsReplicas } from './problems/primaryBehindItsReplicas';

/**
 * Who counts is settled before a change of primary and after it, never during it; and never against a primary that is
 * about to be replaced because others hold what it lacks: to hold all that it holds proves nothing.
 */
export function mayChangeMembers(snapshot: Snapshot): boolean {
  return (
    snapshot.recorded.fence === undefined &&
    factsOf(primaryOf(snapshot)) !== undefined &&
    !lostItsData(snapshot) &&
    primaryBehindItsReplicas.find(snapshot).length === 0
  );
}
