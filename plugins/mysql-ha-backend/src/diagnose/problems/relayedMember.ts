import { factsOf, membersOf, primaryOf } from '../../observe';
import { problem } from '../ProblemKind';
import { currentMembers } from '../replication';
import { relayOf } from '../sources';

/** A member is to stand below a relay: it leaves the record first, as what a relay passes on is acknowledged by nobody. */
export const relayedMember = problem({
  code: 'RelayedMember',
  group: 'Order',
  after: ['MembersNotCaughtUp'],
  severities: ['info'],
  documentation: {
    when: '`spec.relay` puts a recorded member below a relay that can pass the data on, and enough other members are current',
    sentence:
      'orders-2 is to receive from orders-1 and leaves the members first: only replicas that follow the primary itself count.',
    engine: 'Removes it from the members, then points it at the relay.',
    person: 'Nothing.',
  },
  find(snapshot) {
    if (snapshot.recorded.fence || !factsOf(primaryOf(snapshot))) {
      return undefined;
    }
    const members = membersOf(snapshot);
    const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
    const current = currentMembers(snapshot);
    for (const instance of members) {
      const relay = relayOf(snapshot, instance);
      const others = current.filter(name => name !== instance);
      if (
        relay &&
        // The relay of a chain stands below another, and is no member itself.
        others.length > 0 &&
        others.length >= Math.min(waitFor, Math.floor((members.length - 1) / 2))
      ) {
        return {
          instance,
          message: `${instance} is to receive from ${relay} and leaves the members first: only replicas that follow the primary itself count.`,
          recovery: { kind: 'RemoveMember', instance },
        };
      }
    }
    return undefined;
  },
});
