import { factsOf, isClosed, isWritable } from '../../observe';
import { instanceProblem } from '../ProblemKind';

/** Somebody made a replica writable, or an old primary is back with clients on it: it is closed at once. */
export const secondWritableInstance = instanceProblem({
  code: 'SecondWritableInstance',
  group: 'ChangeOfPrimary',
  severities: ['critical'],
  documentation: {
    when: 'An instance that is not the primary has `read_only` or `super_read_only` off, and no clone fills it',
    sentence:
      'orders-1 is writable and is not the primary. It is closed to clients and made read-only.',
    engine:
      'Fences it: `offline_mode`, sessions killed, semi-sync off, `super_read_only`, in this order.',
    person: 'Find out who made it writable.',
  },
  find(snapshot, instance) {
    const facts = factsOf(instance);
    // A clone makes its recipient writable for itself; no client knows it yet.
    if (!facts || isClosed(facts) || instance.task) return undefined;
    if (instance.name === snapshot.recorded.primary) return undefined;
    return {
      message: `${instance.name} is ${
        isWritable(facts) ? 'writable' : 'not wholly read-only'
      } and is not the primary. It is closed to clients and made read-only.`,
      recovery: { kind: 'Fence', instance: instance.name },
    };
  },
});
