import { LAGGING_SECONDS, secondsBehind } from '../lagging';
import { replicaProblem } from '../ProblemKind';

/** It can't keep up, or something holds it: reads there would be old. */
export const laggingReplica = replicaProblem({
  code: 'LaggingReplica',
  after: ['ReplicaNotAcknowledging', 'AcknowledgingStranger'],
  severities: ['warning'],
  documentation: {
    when: `The oldest transaction that it received and did not apply is ${LAGGING_SECONDS} s old, or for as long it has not received what the primary had committed`,
    sentence:
      'orders-1 is 75 s behind the primary and takes no reads until it has caught up.',
    engine: 'Takes it out of the Service for reads.',
    person: 'See what it applies; give it more, or write less at once.',
  },
  find(_snapshot, instance, facts) {
    const lag = secondsBehind(instance, facts);
    if (lag < LAGGING_SECONDS) return undefined;
    return {
      message: `${instance.name} is ${Math.round(
        lag,
      )} s behind the primary and takes no reads until it has caught up.`,
    };
  },
});
