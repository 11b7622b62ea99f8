import { factsOf, primaryOf, Snapshot } from '../../observe';
import { replicaProblem } from '../ProblemKind';
import { shouldAcknowledge } from '../replication';

/** A member that receives, and says nothing. */
export const replicaNotAcknowledging = replicaProblem({
  code: 'ReplicaNotAcknowledging',
  after: ['ReplicationStopped'],
  severities: ['warning'],
  documentation: {
    when: 'It is a member, receives, and does not acknowledge commits',
    sentence:
      'orders-1 is a member and does not acknowledge commits. Its receiver is restarted so that it does.',
    engine: 'Sets its switch and restarts its receiver.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (!shouldAcknowledge(snapshot, name)) return undefined;
    if (facts.replica?.receiver !== 'ON') return undefined;
    if (facts.semiSyncReplicaEnabled && facts.acknowledging) return undefined;
    // The server reports the switch at once and obeys it at the receiver's next start; give the source a moment.
    if (facts.semiSyncReplicaEnabled && !semiSyncOn(snapshot)) return undefined;
    return {
      message: `${name} is a member and does not acknowledge commits. Its receiver is restarted so that it does.`,
      recovery: { kind: 'StartReplica', instance: name, acknowledge: true },
    };
  },
});

/** A replica reports that it acknowledges only while its source has semi-sync on. */
function semiSyncOn(snapshot: Snapshot): boolean {
  return factsOf(primaryOf(snapshot))?.semiSyncSource.enabled ?? false;
}
