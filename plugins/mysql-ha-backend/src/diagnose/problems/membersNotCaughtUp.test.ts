import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { membersNotCaughtUp } from './membersNotCaughtUp';

describe('membersNotCaughtUp', () => {
  const raised = snapshotOf(3).recorded({
    synchronous: {
      members: ['orders-0', 'orders-1', 'orders-2'],
      waitFor: 1,
      lowestWaitFor: 0,
      term: 1,
    },
  });

  it.each([
    ['the count was never lowered', snapshotOf(3), []],
    [
      'it is up again and members are current',
      raised,
      ['MembersNotCaughtUp → ConfirmCaughtUp'],
    ],
    [
      'it is up again and nobody is current',
      raised.unreachable(1).replica(2, { lagSeconds: 30 }),
      ['MembersNotCaughtUp'],
    ],
    ['a change of primary is under way', raised.fenced(), []],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(membersNotCaughtUp, builder.taken))).toEqual(
      findings,
    );
  });
});
