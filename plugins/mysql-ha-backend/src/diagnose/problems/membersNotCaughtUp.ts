import { problem } from '../ProblemKind';
import { lowestWaitFor } from '../quorum';
import { currentMembers } from '../replication';

/** The count is up again, but commits of the time when it was lower may still be on fewer instances. */
export const membersNotCaughtUp = problem({
  code: 'MembersNotCaughtUp',
  group: 'Order',
  after: ['WaitForNotAsPromised'],
  severities: ['info'],
  documentation: {
    when: 'Commits wait for more replicas than they did since the members last caught up',
    sentence:
      'Commits wait for 1 again; some of before may be on the primary and 0 replicas only, until enough members are proved to hold them.',
    engine:
      'Once enough members are current, commits once and has them prove that they hold all of it; then it is on the record.',
    person: 'Nothing, unless members are missing.',
  },
  find(snapshot) {
    const { synchronous, fence } = snapshot.recorded;
    const lowest = lowestWaitFor(snapshot);
    if (!synchronous || fence || lowest >= synchronous.waitFor)
      return undefined;
    const current = currentMembers(snapshot);
    return {
      message: `Commits wait for ${synchronous.waitFor} again; some of before may be on the primary and ${lowest} replicas only, until enough members are proved to hold them.`,
      recovery:
        current.length >= synchronous.waitFor
          ? { kind: 'ConfirmCaughtUp' }
          : undefined,
    };
  },
});
