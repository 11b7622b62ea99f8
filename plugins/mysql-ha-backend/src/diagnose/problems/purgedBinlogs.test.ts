import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';

describe('one that needs binlogs that are gone', () => {
  const away = snapshotOf(3)
    .facts(0, { gtidPurged: gtids('a:1-8') })
    .facts(2, { gtidExecuted: gtids('a:1-5') })
    .replica(2, { received: gtids('a:1-5') });
  const recovery = (snapshot: typeof away) =>
    inGroup('Replicas', snapshot.taken).map(found => found.recovery);

  it('leaves the record before it forgets what it acknowledged', () => {
    expect(recovery(away)).toEqual([
      { kind: 'RemoveMember', instance: 'orders-2' },
    ]);
  });

  it('is filled anew for a cause that stays on record', () => {
    expect(recovery(away.members(['orders-0', 'orders-1'], 1))).toEqual([
      {
        kind: 'Clone',
        instance: 'orders-2',
        donor: 'orders-1',
        keepBinlogs: false,
        cause:
          'orders-2 needs transactions whose binlogs the primary no longer has',
      },
    ]);
  });
});
