import { isFencedOnPurpose } from '../../observe';
import { replicaProblem } from '../ProblemKind';

/** It was fenced, and there is no reason for it any more. */
export const replicaOffline = replicaProblem({
  code: 'ReplicaOffline',
  after: ['OldPrimaryClosed'],
  severities: ['warning'],
  documentation: {
    when: 'It replicates from its source and `offline_mode` is on',
    sentence:
      'orders-0 was closed to clients; it is a sound replica now and is opened again for reads.',
    engine: 'Lifts `offline_mode`.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (!facts.offlineMode || isFencedOnPurpose(snapshot, name)) {
      return undefined;
    }
    return {
      message: `${name} was closed to clients; it is a sound replica now and is opened again for reads.`,
      recovery: { kind: 'LiftOfflineMode', instance: name },
    };
  },
});
