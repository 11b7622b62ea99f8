import { membersOf } from '../../observe';
import { mayChangeMembers } from '../mayChangeMembers';
import { problem } from '../ProblemKind';

/** A member beyond what the spec asks for leaves, one at a time, the highest ordinal first. */
export const memberScaledAway = problem({
  code: 'MemberScaledAway',
  group: 'Order',
  after: ['PrimaryScaledAway'],
  severities: ['info', 'warning'],
  documentation: {
    when: 'A member’s ordinal is beyond `spec.instances`; the primary answers, no fence stands',
    sentence:
      'orders-3 is scaled away: it leaves the members first, its pod goes after.',
    engine:
      'One at a time, the highest first: receiver stopped, the rest proved, recorded, then W lowered, then the pod deleted. One that can’t be reached may still acknowledge, so it stays on the record.',
    person: 'If its node is gone for good: `kubectl delete pod NAME --force`.',
  },
  find(snapshot) {
    const [last] = snapshot.instances
      .filter(
        i =>
          !i.wanted &&
          i.name !== snapshot.recorded.primary &&
          membersOf(snapshot).includes(i.name),
      )
      .slice(-1);
    if (!last || snapshot.spec.hibernate || !mayChangeMembers(snapshot)) {
      return undefined;
    }
    const unreachable =
      last.mysql.state !== 'reachable' && last.pod && !last.pod.terminated;
    if (unreachable) {
      return {
        severity: 'warning',
        instance: last.name,
        message: `${last.name} is to be scaled away and can’t be reached. It may still acknowledge commits, so it stays on the record until it answers or its pod is gone.`,
        next: `If its node is gone for good: kubectl delete pod -n ${snapshot.namespace} ${last.name} --force`,
      };
    }
    return {
      instance: last.name,
      message: `${last.name} is scaled away: it leaves the members first, its pod goes after.`,
      recovery: { kind: 'RemoveMember', instance: last.name },
    };
  },
});
