import { followsOutside, outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';

/** The primary of a cluster that follows was fenced, and there is no reason for it any more. */
export const followerOffline = outsideProblem({
  code: 'FollowerOffline',
  after: ['ExternalSourceInterrupted'],
  severities: ['warning'],
  documentation: {
    when: 'The primary follows the MySQL outside, and `offline_mode` is on although nobody closed it on purpose',
    sentence:
      'orders-0 was closed to clients; it follows db.example:3306 and is opened again for reads.',
    engine: 'Lifts `offline_mode`.',
    person: 'Nothing.',
  },
  find({ snapshot, primary, facts }) {
    if (!facts.offlineMode || !followsOutside(snapshot)) return undefined;
    return {
      message: `${primary} was closed to clients; it follows ${outsideName(
        snapshot,
      )} and is opened again for reads.`,
      recovery: { kind: 'LiftOfflineMode', instance: primary },
    };
  },
});
