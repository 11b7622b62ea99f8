import {
  factsOf,
  InstanceSnapshot,
  membersOf,
  primaryOf,
  Snapshot,
} from '../observe';
import { MySqlFacts } from '../mysql';
import { instanceHost } from '../resources';

/** A replica further behind than this is called lagging and takes no reads, in seconds. */
export const LAGGING_SECONDS = 10;

/** The host by which replicas know an instance; it outlives the pod. */
export function hostOf(snapshot: Snapshot, name: string): string {
  return instanceHost(
    { namespace: snapshot.namespace, name: snapshot.name },
    Number(name.slice(name.lastIndexOf('-') + 1)),
  );
}

/** Whether the replica points at the recorded primary. */
export function followsPrimary(snapshot: Snapshot, facts: MySqlFacts): boolean {
  return (
    snapshot.recorded.primary !== undefined &&
    facts.replica?.autoPosition === true &&
    facts.replica.sourceHost === hostOf(snapshot, snapshot.recorded.primary)
  );
}

/** Whether it receives and applies from the primary, with no lag worth the name. */
export function isCurrentReplica(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): boolean {
  const { replica } = facts;
  return (
    instance.task === undefined &&
    replica !== undefined &&
    followsPrimary(snapshot, facts) &&
    replica.receiver === 'ON' &&
    replica.applierOn &&
    replica.lagSeconds < LAGGING_SECONDS &&
    !facts.offlineMode
  );
}

/**
 * Whether a member should acknowledge now. Only recorded members do, where commits wait for somebody and no fence
 * stands: the acknowledgement of a stranger would count on the server and not in the quorum.
 */
export function shouldAcknowledge(snapshot: Snapshot, name: string): boolean {
  return (
    (snapshot.recorded.synchronous?.waitFor ?? 0) > 0 &&
    snapshot.recorded.fence === undefined &&
    membersOf(snapshot).includes(name)
  );
}

/** What a replica holds that the primary does not: empty while the primary may only be read late. */
export function surplusOf(snapshot: Snapshot, facts: MySqlFacts) {
  const primary = factsOf(primaryOf(snapshot));
  if (!primary) return undefined;
  const surplus = facts.gtidExecuted.subtract(primary.gtidExecuted);
  // The replica was read a moment after the primary, which runs ahead: its own transactions are no surplus.
  return surplus.subtract(surplus.originatingFrom(primary.serverUuid));
}
