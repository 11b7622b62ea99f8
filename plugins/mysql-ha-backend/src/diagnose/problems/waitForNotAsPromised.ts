import { factsOf, membersOf, primaryOf, Snapshot } from '../../observe';
import { problem } from '../ProblemKind';
import { promisedWaitFor } from '../quorum';
import { currentMembers } from '../replication';

/** Commits wait for another count than the topology promises for so many members. */
export const waitForNotAsPromised = problem({
  code: 'WaitForNotAsPromised',
  group: 'Order',
  severities: ['info'],
  documentation: {
    when: 'Commits wait for another count than the topology promises for so many members, and, where it is to rise, enough of them are current',
    sentence:
      'Commits wait for 0 acknowledgements; topology SemiSync with 3 members promises 1. From now on they wait for 1.',
    engine:
      'Sets and records the count: a lower one is recorded first, a higher one set first.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const recorded = snapshot.recorded.synchronous;
    if (!recorded || snapshot.recorded.fence || !factsOf(primaryOf(snapshot))) {
      return undefined;
    }
    const promised = promisedWaitFor(snapshot, membersOf(snapshot).length);
    const waitFor = reachableCount(snapshot, promised, recorded.waitFor);
    if (waitFor === recorded.waitFor) return undefined;
    return {
      message: `Commits wait for ${recorded.waitFor} acknowledgements; topology ${snapshot.spec.topology} with ${recorded.members.length} members promises ${promised}. From now on they wait for ${waitFor}.`,
      recovery: { kind: 'ChangeWaitFor', waitFor },
    };
  },
});

/** A higher count is waited for only where members are there to give it: else the raise itself would stop all writes. */
function reachableCount(
  snapshot: Snapshot,
  promised: number,
  waitFor: number,
): number {
  return promised <= waitFor
    ? promised
    : Math.max(waitFor, Math.min(promised, currentMembers(snapshot).length));
}
