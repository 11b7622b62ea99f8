import {
  factsOf,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { Finding } from '../Finding';
import { Problem, single } from '../Problem';
import { elect } from '../quorum';
import { isCurrentReplica } from '../replication';
import { sourceOf } from '../sources';

/** The primary's ordinal is beyond what the spec asks for: another must lead before it can go. */
export const primaryScaledAway = single(snapshot => {
  const primary = primaryOf(snapshot);
  if (!primary || primary.wanted || snapshot.spec.hibernate) return undefined;
  if (snapshot.recorded.fence || !factsOf(primary)) return undefined;
  const to = bestSuccessor(snapshot, i => i.wanted);
  return {
    code: 'PrimaryScaledAway',
    severity: 'info',
    instance: primary.name,
    message: `${primary.name} leads and is to be scaled away; ${
      to ? `${to} takes over first` : 'no other member can take over yet'
    }.`,
    recovery: to
      ? { kind: 'Switchover', to, reason: `${primary.name} is scaled away` }
      : undefined,
  };
});

/** A member beyond what the spec asks for leaves, one at a time, the highest ordinal first. */
export const memberScaledAway = single(snapshot => {
  const [last] = snapshot.instances
    .filter(
      i =>
        !i.wanted &&
        i.name !== snapshot.recorded.primary &&
        membersOf(snapshot).includes(i.name),
    )
    .slice(-1);
  if (!last || snapshot.spec.hibernate || !mayChangeMembers(snapshot))
    return undefined;
  const unreachable =
    last.mysql.state !== 'reachable' && last.pod && !last.pod.terminated;
  return {
    code: 'MemberScaledAway',
    severity: unreachable ? 'warning' : 'info',
    instance: last.name,
    message: unreachable
      ? `${last.name} is to be scaled away and can’t be reached. It may still acknowledge commits, so it stays on the record until it answers or its pod is gone.`
      : `${last.name} is scaled away: it leaves the members first, its pod goes after.`,
    next: unreachable
      ? `If its node is gone for good: kubectl delete pod -n ${snapshot.namespace} ${last.name} --force`
      : undefined,
    recovery: unreachable
      ? undefined
      : { kind: 'RemoveMember', instance: last.name },
  };
});

/** A current replica that is no member yet becomes one, one at a time. */
export const newMember: Problem = snapshot => {
  if (!mayChangeMembers(snapshot)) return [];
  const candidates = reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      instance.wanted &&
      !membersOf(snapshot).includes(instance.name) &&
      // What a relay passes on counts for nothing.
      sourceOf(snapshot, instance.name) === snapshot.recorded.primary &&
      isCurrentReplica(snapshot, instance, facts),
  );
  return candidates.slice(0, 1).map(
    ({ instance }): Finding => ({
      code: 'NewMember',
      severity: 'info',
      instance: instance.name,
      message: `${instance.name} holds the primary’s data and becomes a member.`,
      recovery: { kind: 'AddMember', instance: instance.name },
    }),
  );
};

/** Who counts is settled before a change of primary and after it, never during it. */
function mayChangeMembers(snapshot: Snapshot): boolean {
  return (
    snapshot.recorded.fence === undefined &&
    factsOf(primaryOf(snapshot)) !== undefined
  );
}

/** The member that would lead best while the primary is well. */
export function bestSuccessor(
  snapshot: Snapshot,
  accept: (instance: Snapshot['instances'][number]) => boolean,
): string | undefined {
  const current = reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      membersOf(snapshot).includes(instance.name) &&
      instance.name !== snapshot.recorded.primary &&
      accept(instance) &&
      isCurrentReplica(snapshot, instance, facts),
  );
  return (
    elect(snapshot, current).winner?.instance.name ?? current[0]?.instance.name
  );
}
