import {
  factsOf,
  instanceNamed,
  isFencedOnPurpose,
  membersOf,
  Snapshot,
} from '../../observe';
import { LAGGING_SECONDS, secondsBehind } from '../lagging';
import { isCurrentReplica } from '../replication';
import { surplusOf } from '../surplus';

/** Why an instance can't take the role over from a primary that is well; undefined when it can. */
export function whyNotLead(
  snapshot: Snapshot,
  name: string,
): string | undefined {
  const instance = instanceNamed(snapshot, name);
  const { primary } = snapshot.recorded;
  if (!instance) return unknownInstance(snapshot, name);
  if (name === primary) return `${name} is the primary already`;
  if (isFencedOnPurpose(snapshot, name)) {
    return `${name} is fenced on purpose: ask for Unfence first`;
  }
  if (!instance.wanted) return `${name} is being scaled away`;
  if (instance.task)
    return `${name} is being filled now: wait until it is a member again`;
  const facts = factsOf(instance);
  if (!facts) {
    const why =
      instance.mysql.state === 'unreachable'
        ? ` (${instance.mysql.failure.message})`
        : '';
    return `${name} does not answer${why}`;
  }
  const surplus = surplusOf(snapshot, facts);
  if (surplus && !surplus.isEmpty()) {
    return `${name} is errant: it holds ${surplus.count()} transactions that ${primary} does not have (${surplus}). Rebuild it first`;
  }
  const { replica } = facts;
  if (!replica || replica.receiver !== 'ON' || !replica.applierOn) {
    return `${name} does not replicate now, so it lacks the newest transactions`;
  }
  const behind = secondsBehind(instance, facts);
  if (behind >= LAGGING_SECONDS) {
    return `${name} is ${Math.round(
      behind,
    )} s behind ${primary}: wait until it has caught up`;
  }
  if (!membersOf(snapshot).includes(name)) {
    return `${name} is no member yet, so nobody knows whether it holds every acknowledged commit: wait until it is one (status.synchronous)`;
  }
  return isCurrentReplica(snapshot, instance, facts)
    ? undefined
    : `${name} is no current replica of ${primary}`;
}

/** What to say of an instance that there is not. */
export function unknownInstance(snapshot: Snapshot, name: string): string {
  return `${name} is no instance of ${snapshot.namespace}/${
    snapshot.name
  }: it has ${snapshot.instances.map(i => i.name).join(', ')}`;
}
