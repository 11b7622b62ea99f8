import { factsOf, isWritable, primaryOf, Snapshot } from '../observe';
import { followsOutside, isFollowing } from './following';

/** Whether the recorded primary does what it is there for: it takes writes, or receives from the MySQL outside that is followed. */
export function leadsWell(snapshot: Snapshot): boolean {
  const primary = factsOf(primaryOf(snapshot));
  if (!primary) return false;
  return isFollowing(snapshot) ? followsOutside(snapshot) : isWritable(primary);
}
