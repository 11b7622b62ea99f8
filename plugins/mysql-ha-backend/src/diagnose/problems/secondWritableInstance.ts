import { isClosed, isWritable, reachable } from '../../observe';
import { Problem } from '../Problem';

/** Somebody made a replica writable, or an old primary is back with clients on it: it is closed at once. */
export const secondWritableInstance: Problem = snapshot =>
  reachable(snapshot.instances)
    .filter(
      ({ instance, facts }) =>
        instance.name !== snapshot.recorded.primary &&
        !isClosed(facts) &&
        // A clone makes its recipient writable for itself; no client knows it yet.
        !instance.task,
    )
    .map(({ instance, facts }) => ({
      code: 'SecondWritableInstance',
      severity: 'critical',
      instance: instance.name,
      message: `${instance.name} is ${
        isWritable(facts) ? 'writable' : 'not wholly read-only'
      } and is not the primary. It is closed to clients and made read-only.`,
      recovery: { kind: 'Fence', instance: instance.name },
    }));
