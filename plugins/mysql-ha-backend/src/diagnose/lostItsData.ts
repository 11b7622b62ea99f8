import { factsOf, holdings, primaryOf, Snapshot } from '../observe';

/**
 * Whether the primary answers from a volume that is new, although the cluster once took writes. What it holds says
 * nothing then: whoever is compared with it seems to be complete.
 */
export function lostItsData(snapshot: Snapshot): boolean {
  const facts = factsOf(primaryOf(snapshot));
  return (
    facts !== undefined &&
    facts.term === undefined &&
    holdings(facts).isEmpty() &&
    snapshot.recorded.endedBootstrap
  );
}
