import { factsOf, primaryOf, Snapshot } from '../observe';

/** Who counts is settled before a change of primary and after it, never during it. */
export function mayChangeMembers(snapshot: Snapshot): boolean {
  return (
    snapshot.recorded.fence === undefined &&
    factsOf(primaryOf(snapshot)) !== undefined
  );
}
