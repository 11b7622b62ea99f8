import { factsOf, holdings, primaryOf } from '../../observe';
import { replicaProblem } from '../ProblemKind';
import { refill } from '../refill';

/** A new instance, or one whose volume was lost. */
export const emptyReplica = replicaProblem({
  code: 'EmptyReplica',
  severities: ['info'],
  documentation: {
    when: 'It holds no transaction, and the primary does',
    sentence: 'orders-2 is empty and is filled by CLONE from orders-1.',
    engine:
      'A recorded member leaves the members first, where enough others prove what they hold; then CLONE from a current replica, or from the primary if there is none.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    const primary = factsOf(primaryOf(snapshot));
    if (!holdings(facts).isEmpty() || primary?.gtidExecuted.isEmpty()) {
      return undefined;
    }
    const { donor, recovery } = refill(snapshot, name);
    return {
      message: donor
        ? `${name} is empty and is filled by CLONE from ${donor}.`
        : `${name} is empty and waits for a donor that is free.`,
      recovery,
    };
  },
});
