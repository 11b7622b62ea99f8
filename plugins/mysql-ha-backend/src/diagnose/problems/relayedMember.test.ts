import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { relayedMember } from './relayedMember';

describe('relayedMember', () => {
  const wished = snapshotOf(3).spec({
    relay: { instance: 'orders-1', below: ['orders-2'] },
  });

  it.each([
    ['no relay is wished for', snapshotOf(3), []],
    [
      'a member is to stand below a relay',
      wished,
      ['RelayedMember orders-2 → RemoveMember'],
    ],
    ['the relay does not answer', wished.unreachable(1), []],
    ['the relay has just started', wished.facts(1, { uptimeSeconds: 5 }), []],
    [
      'the relay leads: who stands below it counts',
      wished.recorded({ primary: 'orders-1' }),
      [],
    ],
    [
      'it left the members before',
      wished.members(['orders-0', 'orders-1'], 1),
      [],
    ],
    ['a change of primary is under way', wished.fenced(), []],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(relayedMember, builder.taken))).toEqual(findings);
  });
});
