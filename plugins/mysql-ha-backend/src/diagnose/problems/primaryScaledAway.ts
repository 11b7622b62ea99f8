import { factsOf, primaryOf } from '../../observe';
import { bestSuccessor } from '../bestSuccessor';
import { problem } from '../ProblemKind';

/** The primary's ordinal is beyond what the spec asks for: another must lead before it can go. */
export const primaryScaledAway = problem({
  code: 'PrimaryScaledAway',
  group: 'Order',
  after: ['WaitForNotAsPromised', 'MembersNotCaughtUp'],
  severities: ['info'],
  documentation: {
    when: 'The primary’s ordinal is beyond `spec.instances`, and it answers',
    sentence:
      'orders-2 leads and is to be scaled away; orders-0 takes over first.',
    engine: 'Switches over to the best current member that stays.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const primary = primaryOf(snapshot);
    if (!primary || primary.wanted || snapshot.spec.hibernate) return undefined;
    if (snapshot.recorded.fence || !factsOf(primary)) return undefined;
    const to = bestSuccessor(snapshot, i => i.wanted);
    return {
      instance: primary.name,
      message: `${primary.name} leads and is to be scaled away; ${
        to ? `${to} takes over first` : 'no other member can take over yet'
      }.`,
      recovery: to
        ? { kind: 'Switchover', to, reason: `${primary.name} is scaled away` }
        : undefined,
    };
  },
});
