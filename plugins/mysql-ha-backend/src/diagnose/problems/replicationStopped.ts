import { replicaProblem } from '../ProblemKind';
import { shouldAcknowledge } from '../replication';
import { sourceOf } from '../sources';

/** ER_ACCESS_DENIED_ERROR: the password on the channel is not the source's. */
const DENIED = 1045;

/** Its receiver or its applier stands, without an error that would come again. */
export const replicationStopped = replicaProblem({
  code: 'ReplicationStopped',
  after: ['ReplicationError'],
  severities: ['warning'],
  documentation: {
    when: 'Its receiver or its applier is off, or its source refuses the password that it has',
    sentence:
      'Replication of orders-1 has stopped (error 13114: Got fatal error 1236 from source …). It is started again.',
    engine:
      'Starts both; where the password was refused, it points the instance at its source anew, with the password that now holds.',
    person: 'If it comes again and again, read the error that it names.',
  },
  find(snapshot, { name }, { replica }) {
    const error = replica?.receiverError;
    const acknowledge = shouldAcknowledge(snapshot, name);
    if (replica?.receiver !== 'ON' && error?.code === DENIED) {
      const source = sourceOf(snapshot, name);
      return {
        message: `${source} refuses the password with which ${name} replicates (error ${error.code}: ${error.message}). It is pointed at it anew, with the one that now holds.`,
        recovery: { kind: 'Follow', instance: name, source, acknowledge },
      };
    }
    if (!replica || (replica.receiver !== 'OFF' && replica.applierOn)) {
      return undefined;
    }
    return {
      message: `Replication of ${name} has stopped${
        error ? ` (error ${error.code}: ${error.message})` : ''
      }. It is started again.`,
      recovery: { kind: 'StartReplica', instance: name, acknowledge },
    };
  },
});
