import { hearsSource } from '../primaryEvidence';
import { followsOutside, outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';

/** What comes from outside stands still. */
export const externalSourceInterrupted = outsideProblem({
  code: 'ExternalSourceInterrupted',
  after: ['ExternalSourceNotFollowed'],
  severities: ['warning', 'critical'],
  documentation: {
    when: 'The primary does not hear the MySQL outside, or can’t apply what came from there',
    sentence:
      'orders-0 does not hear db.example:3306 (error 2003: can’t connect). Its data grow old; it goes on by itself.',
    engine:
      'Lets MySQL try again each second; starts replication that has stopped without an error.',
    person:
      'See that the server outside runs and can be reached from the pods; after an error of the applier, rebuild the cluster from there.',
  },
  find({ snapshot, primary, facts: { replica } }) {
    if (!replica || !followsOutside(snapshot)) return undefined;
    const { applierError, applierOn, receiver, receiverError } = replica;
    if (applierError && !applierOn) {
      return {
        severity: 'critical',
        message: `${primary} can’t apply what came from ${outsideName(
          snapshot,
        )} (error ${applierError.code}: ${
          applierError.message
        }). It is never skipped.`,
        next: 'Find out what differs; then create the cluster anew from there.',
      };
    }
    if (receiver === 'OFF' || !applierOn) {
      return {
        message: `Replication from ${outsideName(snapshot)} has stopped${
          receiverError
            ? ` (error ${receiverError.code}: ${receiverError.message})`
            : ''
        }. It is started again.`,
        recovery: { kind: 'FollowOutside', instance: primary },
      };
    }
    if (hearsSource(replica)) return undefined;
    return {
      message: `${primary} does not hear ${outsideName(snapshot)}${
        receiverError
          ? ` (error ${receiverError.code}: ${receiverError.message})`
          : ''
      }. Its data grow old; it goes on by itself.`,
    };
  },
});
