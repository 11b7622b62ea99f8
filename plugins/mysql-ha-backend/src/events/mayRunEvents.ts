import { isFollowing } from '../diagnose';
import {
  factsOf,
  hasEnoughReplicas,
  InstanceSnapshot,
  isFencedOnPurpose,
  isWritable,
  primaryOf,
  Snapshot,
} from '../observe';

/**
 * The instance on which events may run: the recorded primary, once its first commit of the current term proved that it
 * takes writes, while nothing waits. Before that, a failover has better things to do; an ALTER EVENT whose commit waited
 * would hold its locks.
 */
export function mayRunEvents(snapshot: Snapshot): InstanceSnapshot | undefined {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  const { recorded, spec } = snapshot;
  if (!primary || !facts || recorded.fence || spec.paused || spec.hibernate) {
    return undefined;
  }
  const leads =
    isWritable(facts) &&
    !facts.offlineMode &&
    facts.term?.term === recorded.term &&
    facts.term?.primaryUuid === facts.serverUuid;
  const commits =
    facts.semiSyncSource.waitingSessions === 0 && hasEnoughReplicas(facts);
  return leads &&
    commits &&
    !isFollowing(snapshot) &&
    !isFencedOnPurpose(snapshot, primary.name)
    ? primary
    : undefined;
}
