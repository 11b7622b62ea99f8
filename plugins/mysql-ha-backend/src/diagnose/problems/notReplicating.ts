import { replicaProblem } from '../ProblemKind';
import { shouldAcknowledge } from '../replication';
import { sourceOf } from '../sources';

/** It has no source, as after a start or a rebuild. */
export const notReplicating = replicaProblem({
  code: 'NotReplicating',
  after: ['PurgedBinlogs'],
  severities: ['warning'],
  documentation: {
    when: 'No replication source is configured on it',
    sentence: 'orders-1 does not replicate yet. It is pointed at orders-0.',
    engine: 'Points it at its source with GTID auto-position.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (facts.replica) return undefined;
    const source = sourceOf(snapshot, name);
    return {
      message: `${name} does not replicate yet. It is pointed at ${source}.`,
      recovery: {
        kind: 'Follow',
        instance: name,
        source,
        acknowledge: shouldAcknowledge(snapshot, name),
      },
    };
  },
});
