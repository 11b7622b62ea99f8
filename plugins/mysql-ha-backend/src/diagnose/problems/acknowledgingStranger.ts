import { replicaProblem } from '../ProblemKind';
import { shouldAcknowledge } from '../replication';

/** Its acknowledgement would count on the primary, and not in the quorum of a failover. */
export const acknowledgingStranger = replicaProblem({
  code: 'AcknowledgingStranger',
  after: ['ReplicationStopped'],
  severities: ['warning'],
  documentation: {
    when: 'It is no member, or commits wait for nobody, and it acknowledges commits',
    sentence:
      'orders-2 acknowledges commits and is no member. Its receiver is restarted so that it does not.',
    engine: 'Takes its switch back and restarts its receiver.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (shouldAcknowledge(snapshot, name)) return undefined;
    if (facts.replica?.receiver !== 'ON') return undefined;
    if (!facts.semiSyncReplicaEnabled && !facts.acknowledging) return undefined;
    return {
      message: `${name} acknowledges commits and is no member. Its receiver is restarted so that it does not.`,
      recovery: { kind: 'StartReplica', instance: name, acknowledge: false },
    };
  },
});
