import { isNewer, Snapshot } from '../../observe';
import { MySqlFacts } from '../../mysql';
import { openPrimary } from '../answeringPrimary';
import { enoughAttached } from '../attachment';
import { writesHangMs } from '../hanging';
import { problem } from '../ProblemKind';

/** The record of members changed, and MySQL's copy of it is not as new yet. */
export const membersNotWritten = problem({
  code: 'MembersNotWritten',
  group: 'Order',
  after: [
    'WaitForNotAsPromised',
    'MembersNotCaughtUp',
    'MemberScaledAway',
    'NewMember',
  ],
  severities: ['info'],
  documentation: {
    when: '`status.synchronous` has a number (`revision`), and the table `mysqlha.members` on the primary is older, of another cluster, or missing; and a write would commit now',
    sentence:
      'The members changed (change 4), and MySQL’s own copy of them is written.',
    engine: 'Writes it.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    const { synchronous } = snapshot.recorded;
    // An API server whose definition of the resource is older drops the number: without it nothing can be told.
    if (!primary || !synchronous?.revision) return undefined;
    if (!commitsNow(snapshot, primary.facts)) return undefined;
    const { members } = primary.facts;
    if (members?.cluster === snapshot.uid && !isNewer(synchronous, members)) {
      return undefined;
    }
    return {
      instance: primary.name,
      message: `The members changed (change ${synchronous.revision}), and MySQL’s own copy of them is written.`,
      recovery: { kind: 'WriteMembers', instance: primary.name },
    };
  },
});

/** A copy that waits for an acknowledgement would keep the engine from everything else. */
function commitsNow(
  snapshot: Snapshot,
  { semiSyncSource }: MySqlFacts,
): boolean {
  return (
    writesHangMs(snapshot) === undefined &&
    (!semiSyncSource.enabled || enoughAttached(snapshot, semiSyncSource))
  );
}
