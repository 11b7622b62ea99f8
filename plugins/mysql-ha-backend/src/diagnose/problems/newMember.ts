import { membersOf, reachable } from '../../observe';
import { mayChangeMembers } from '../mayChangeMembers';
import { problem } from '../ProblemKind';
import { isCurrentReplica } from '../replication';
import { sourceOf } from '../sources';

/** A current replica that is no member yet becomes one, one at a time. */
export const newMember = problem({
  code: 'NewMember',
  group: 'Order',
  after: ['MemberScaledAway'],
  severities: ['info'],
  documentation: {
    when: 'A wanted replica is current and no member, and replicates from the primary itself',
    sentence: 'orders-2 holds the primary’s data and becomes a member.',
    engine:
      'One at a time: never counted before it is proved to hold the primary’s set.',
    person: 'Nothing.',
  },
  find(snapshot) {
    if (!mayChangeMembers(snapshot)) return undefined;
    const candidate = reachable(snapshot.instances).find(
      ({ instance, facts }) =>
        instance.wanted &&
        !membersOf(snapshot).includes(instance.name) &&
        // What a relay passes on counts for nothing.
        sourceOf(snapshot, instance.name) === snapshot.recorded.primary &&
        isCurrentReplica(snapshot, instance, facts),
    );
    if (!candidate) return undefined;
    const { name } = candidate.instance;
    return {
      instance: name,
      message: `${name} holds the primary’s data and becomes a member.`,
      recovery: { kind: 'AddMember', instance: name },
    };
  },
});
