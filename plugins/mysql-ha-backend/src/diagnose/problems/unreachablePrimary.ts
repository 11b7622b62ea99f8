import { problem } from '../ProblemKind';
import { silentPrimary } from '../silentPrimary';

/** Only we can't reach it: to its replicas it is alive. */
export const unreachablePrimary = problem({
  code: 'UnreachablePrimary',
  group: 'SilentPrimary',
  after: ['UnreachablePrimaryWithLaggingReplicas'],
  severities: ['warning'],
  documentation: {
    when: 'Our probes fail, but a member that follows it still hears it, and its supervisor does not say that mysqld ended',
    sentence:
      'The operator can’t reach orders-0, but orders-1 still replicates from it: it is alive, and nothing is done.',
    engine: 'Asks the others again every 200 ms.',
    person: 'Look at the network between the operator and that pod.',
  },
  find(snapshot) {
    const silent = silentPrimary(snapshot);
    if (!silent || silent.evidence.ended) return undefined;
    const { seenBy } = silent.evidence;
    if (seenBy.length === 0) return undefined;
    return {
      instance: silent.name,
      message: `The operator can’t reach ${silent.name}, but ${seenBy.join(
        ' and ',
      )} still replicate${
        seenBy.length === 1 ? 's' : ''
      } from it: it is alive, and nothing is done.`,
      next: 'Look at the network between the operator and that pod.',
    };
  },
});
