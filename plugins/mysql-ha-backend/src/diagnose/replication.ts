import {
  factsOf,
  InstanceSnapshot,
  instanceNamed,
  membersOf,
  reachable,
  Snapshot,
} from '../observe';
import { MySqlFacts } from '../mysql';
import { hostOf } from './hostOf';
import { LAGGING_SECONDS, secondsBehind } from './lagging';
import { sourceOf } from './sources';

/** Whether a replica points at whom it should receive from, by auto-position. */
export function followsSource(
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
): boolean {
  return (
    snapshot.recorded.primary !== undefined &&
    facts.replica?.autoPosition === true &&
    facts.replica.sourceHost === hostOf(snapshot, sourceOf(snapshot, name))
  );
}

/** Whether it receives and applies from its source, with no lag worth the name all the way down from the primary. */
export function isCurrentReplica(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): boolean {
  return (
    instance.task === undefined &&
    followsSource(snapshot, instance.name, facts) &&
    keepsUp(instance, facts) &&
    !facts.offlineMode &&
    relaysKeepUp(snapshot, instance.name)
  );
}

function keepsUp(instance: InstanceSnapshot, facts: MySqlFacts): boolean {
  const { replica } = facts;
  return (
    replica !== undefined &&
    replica.receiver === 'ON' &&
    replica.applierOn &&
    secondsBehind(instance, facts) < LAGGING_SECONDS
  );
}

function relaysKeepUp(snapshot: Snapshot, name: string): boolean {
  const source = sourceOf(snapshot, name);
  if (source === snapshot.recorded.primary) return true;
  const relay = instanceNamed(snapshot, source);
  const facts = factsOf(relay);
  return (
    relay !== undefined &&
    facts !== undefined &&
    keepsUp(relay, facts) &&
    relaysKeepUp(snapshot, source)
  );
}

/** The recorded members, but the primary, that are current. */
export function currentMembers(snapshot: Snapshot): readonly string[] {
  return reachable(snapshot.instances)
    .filter(
      ({ instance, facts }) =>
        instance.name !== snapshot.recorded.primary &&
        membersOf(snapshot).includes(instance.name) &&
        isCurrentReplica(snapshot, instance, facts),
    )
    .map(({ instance }) => instance.name);
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
