import { gtids } from '../observe/__testUtils__/gtids';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../observe/__testUtils__/snapshotOf';
import { waitingDonor } from './waitingDonor';

const EMPTY = {
  gtidExecuted: gtids(''),
  replica: undefined,
  acknowledging: false,
};
const AWAY = { failures: 100, forMs: 10_000 };

const clients = (builder: SnapshotBuilder, connected: number, waitFor = 1) =>
  builder.facts(0, {
    semiSyncSource: {
      enabled: true,
      waitFor,
      clients: connected,
      waitingSessions: 1,
    },
  });

/** Two of three members are gone: the second is empty. */
const empty = clients(snapshotOf(3).facts(1, EMPTY), 0);

describe('waitingDonor', () => {
  it.each([
    [
      'the other one of two is empty',
      clients(snapshotOf(2).facts(1, EMPTY), 0),
      'MustClose',
    ],
    [
      'the other one of two acknowledges, and must be filled all the same',
      clients(snapshotOf(2), 1),
      'MustClose',
    ],
    [
      'the primary is closed already',
      clients(snapshotOf(2).facts(1, EMPTY), 0).restarted(0),
      'Free',
    ],
    ['commits wait for nobody', snapshotOf(2).async().facts(1, EMPTY), 'Free'],
    [
      'durability Preferred lowers the count',
      clients(snapshotOf(2).facts(1, EMPTY), 0).spec({
        durability: 'Preferred',
      }),
      'Free',
    ],
    ['a third acknowledges', clients(snapshotOf(3).facts(1, EMPTY), 1), 'Free'],
    [
      'a third that we can’t reach acknowledges',
      clients(snapshotOf(3).facts(1, EMPTY).unreachable(2, 'timeout', AWAY), 1),
      'Free',
    ],
    [
      'a third that we can’t reach is still counted, and writes hang',
      clients(
        snapshotOf(3).facts(1, EMPTY).unreachable(2, 'timeout', AWAY),
        1,
      ).with({ heartbeatPendingMs: 5_000 }),
      'MustClose',
    ],
    [
      'the other one of two is empty, and still counted by the primary',
      clients(snapshotOf(2).facts(1, EMPTY), 1),
      'MustClose',
    ],
    [
      'a third is away for a moment',
      empty.unreachable(2, 'refused', { failures: 10, forMs: 9_000 }),
      'Awaited',
    ],
    ['a third is gone', empty.unreachable(2, 'refused', AWAY), 'MustClose'],
    [
      'a third does not receive, and could',
      empty
        .replica(2, { receiver: 'CONNECTING' })
        .facts(2, { acknowledging: false }),
      'Awaited',
    ],
    [
      'a third lacks what the primary has purged',
      empty
        .facts(0, { gtidPurged: gtids('a:1-5') })
        .facts(2, { gtidExecuted: gtids('a:1-3'), acknowledging: false }),
      'MustClose',
    ],
    [
      'a third holds what the primary does not',
      empty.facts(2, {
        gtidExecuted: gtids('a:1-10,c:1'),
        acknowledging: false,
      }),
      'MustClose',
    ],
    ['a third is empty too', empty.facts(2, EMPTY), 'MustClose'],
    [
      'three of five are empty, and the fourth alone can’t give the two that a commit waits for',
      clients(snapshotOf(5).facts(1, EMPTY), 1, 2)
        .facts(2, EMPTY)
        .facts(3, EMPTY),
      'MustClose',
    ],
  ])('when %s', (_, builder, expected) => {
    expect(waitingDonor(builder.taken, 'orders-1')).toBe(expected);
  });
});
