import { followsOutside, outsideName } from '../following';
import { halfMadeChannel } from '../halfMadeChannel';
import { outsideProblem } from '../outsideProblem';

/** The primary does not receive from outside yet, or with a login of before. */
export const externalSourceNotFollowed = outsideProblem({
  code: 'ExternalSourceNotFollowed',
  after: ['ExternalSourcePurged'],
  severities: ['info', 'warning'],
  documentation: {
    when: 'The primary does not point at the MySQL outside, or was pointed there with another login than the Secret’s; or its replication was interrupted while it was set up, so that it takes no start',
    sentence: 'orders-0 is pointed at db.example:3306.',
    engine:
      'Points it there with GTID auto-position, without acknowledging: an acknowledgement would count outside. Restarts an instance that takes no start.',
    person: 'Nothing.',
  },
  find({ snapshot, primary, facts: { replica } }) {
    const { outside } = snapshot;
    const halfMade = halfMadeChannel(primary, replica);
    if (halfMade) return halfMade;
    if (outside?.login !== 'there') return undefined;
    // Before it was seen, nobody knows whether it must be cloned; where only the primary reaches it, that tells.
    if (outside.seen.state === 'unknown') return undefined;
    if (followsOutside(snapshot) && outside.loginGiven) return undefined;
    return {
      message: followsOutside(snapshot)
        ? `${primary} is pointed at ${outsideName(
            snapshot,
          )} with the login that now stands in the Secret.`
        : `${primary} is pointed at ${outsideName(snapshot)}.`,
      recovery: { kind: 'FollowOutside', instance: primary },
    };
  },
});
