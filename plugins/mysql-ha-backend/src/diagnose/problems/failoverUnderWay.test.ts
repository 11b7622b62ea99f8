import { Snapshot } from '../../observe';
import { gtids, uuidOf } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

/** All that is found of a change of primary, also that its winner died. */
const change = (snapshot: Snapshot) => [
  ...inGroup('ChangeOfPrimary', snapshot),
  ...inGroup('SilentPrimary', snapshot),
];

describe('failoverUnderWay, while nobody is elected', () => {
  const fenced = snapshotOf(3).dead(0).fenced().stopped(1, 2);
  const evenIfAlive = {
    term: 1,
    since: '2026-01-01T11:59:59Z',
    reason: 'orders-0 hangs',
    evenIfAlive: true,
  };

  it.each([
    [
      'all that answer have stopped receiving',
      fenced,
      ['FailoverUnderWay orders-1 → Promote'],
    ],
    [
      'one still receives',
      fenced.replica(2, { receiver: 'CONNECTING' }),
      ['FailoverUnderWay → BeginFailover'],
    ],
    [
      'one would still acknowledge',
      fenced.facts(2, { semiSyncReplicaEnabled: true }),
      ['FailoverUnderWay → BeginFailover'],
    ],
    [
      'one led in an older term and has no source, so that nothing of it can be stopped',
      fenced.facts(2, { semiSyncReplicaEnabled: true, replica: undefined }),
      ['FailoverUnderWay orders-1 → Promote'],
    ],
    ['too few answer', fenced.unreachable(2), ['FenceWithoutQuorum']],
    [
      'one of those that answer is empty and does not count',
      fenced.facts(2, { gtidExecuted: gtids(''), replica: undefined }),
      ['FenceWithoutQuorum'],
    ],
    [
      'their histories differ',
      fenced
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
        .facts(2, { gtidExecuted: gtids('a:1-11') }),
      ['FenceWithoutQuorum'],
    ],
    [
      'the old primary answers and takes writes',
      snapshotOf(3).fenced().stopped(1, 2),
      ['FailoverUnderWay orders-0 → AbandonFence'],
    ],
    [
      'the old primary is to be replaced although it answers and takes writes',
      snapshotOf(3).recorded({ fence: evenIfAlive }).stopped(1, 2),
      ['FailoverUnderWay orders-1 → Promote'],
    ],
    [
      'it was to be replaced although it lives, and too few others answer now',
      snapshotOf(3)
        .recorded({ fence: evenIfAlive })
        .stopped(1, 2)
        .unreachable(2),
      ['FailoverUnderWay orders-0 → AbandonFence'],
    ],
    [
      'it was to be replaced although it lives, and the others’ histories differ',
      snapshotOf(3)
        .recorded({ fence: evenIfAlive })
        .stopped(1, 2)
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
        .facts(2, { gtidExecuted: gtids('a:1-11') }),
      ['FailoverUnderWay orders-0 → AbandonFence'],
    ],
    [
      'it was to be replaced although it lives, was killed, and is back to make the quorum',
      snapshotOf(3)
        .recorded({ fence: evenIfAlive })
        .restarted(0)
        .stopped(1, 2)
        .unreachable(2),
      ['FailoverUnderWay orders-0 → Promote'],
    ],
    [
      'the old primary is back, read-only, with most of all',
      fenced.restarted(0).facts(0, { gtidExecuted: gtids('a:1-11') }),
      ['FailoverUnderWay orders-0 → Promote'],
    ],
    [
      'the old primary is closed to clients and its read-only SET still hangs: it has no vote',
      fenced.facts(0, {
        readOnly: false,
        superReadOnly: true,
        offlineMode: true,
        gtidExecuted: gtids('a:1-11'),
      }),
      ['FailoverUnderWay orders-1 → Promote'],
    ],
    [
      'the old primary is back, closed by its supervisor, and too few others answer',
      fenced
        .facts(0, {
          readOnly: false,
          superReadOnly: false,
          offlineMode: true,
        })
        .unreachable(2),
      ['FailoverUnderWay orders-0 → Fence'],
    ],
    [
      'it is back, closed by its supervisor, and the others’ histories differ',
      fenced
        .facts(0, {
          readOnly: false,
          superReadOnly: false,
          offlineMode: true,
        })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
        .facts(2, { gtidExecuted: gtids('a:1-11') }),
      ['FailoverUnderWay orders-0 → Fence'],
    ],
    [
      'a primary of before is back with a commit of its own, without which its successor went on',
      fenced
        .recorded({ primary: 'orders-1', term: 2 })
        .fenced(2)
        .restarted(0)
        .facts(0, { gtidExecuted: gtids('a:1-11') })
        .dead(1)
        .stopped(2)
        .facts(2, {
          gtidExecuted: gtids('a:1-10,b:1-3'),
          term: { term: 2, primaryUuid: uuidOf(1) },
        }),
      ['FailoverUnderWay orders-2 → Promote'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(change(builder.taken))).toEqual(findings);
  });
});

describe('failoverUnderWay, once the winner is recorded', () => {
  const elected = snapshotOf(3)
    .fenced(1)
    .recorded({ primary: 'orders-1', term: 2 })
    .unreachable(0)
    .stopped(1, 2);

  it('goes on where a predecessor stopped', () => {
    expect(shown(change(elected.taken))).toEqual([
      'PromotionUnfinished orders-1 → CompletePromotion',
    ]);
  });

  it('chooses the next one when the winner dies too', () => {
    expect(shown(change(elected.unreachable(1).taken))).toEqual([
      'DeadPrimary orders-1 → BeginFailover',
    ]);
  });

  it('chooses the next one when the winner loses its volume', () => {
    const emptied = elected.restarted(1).facts(1, {
      gtidExecuted: gtids(''),
      replica: undefined,
      term: undefined,
    });
    expect(shown(change(emptied.taken))).toEqual([
      'DeadPrimary orders-1 → BeginFailover',
    ]);
  });

  it('does not choose another because of one missed probe', () => {
    expect(
      shown(change(elected.unreachable(1, 'timeout', { failures: 1 }).taken)),
    ).toEqual(['PromotionUnfinished orders-1']);
  });

  it('does not choose another where commits wait for nobody, before the winner is proved stopped', () => {
    const waitsForNobody = elected
      .members(['orders-0', 'orders-1', 'orders-2'], 0)
      .unreachable(1);
    expect(shown(change(waitsForNobody.taken))).toEqual([
      'PromotionUnfinished orders-1',
    ]);
    expect(
      shown(change(waitsForNobody.supervisor(1, 'Stopped').taken)),
    ).toEqual(['DeadPrimary orders-1 → BeginFailover']);
  });
});

describe('failoverUnderWay, where commits wait for nobody and too many would be lost', () => {
  const behind = snapshotOf(3)
    .async()
    .spec({ failover: { maxTransactionsBehind: 3 } })
    .dead(0)
    .fenced()
    .stopped(1, 2)
    .facts(1, { gtidExecuted: gtids('a:1-6') })
    .replica(1, { received: gtids('a:1-6') })
    .facts(2, { gtidExecuted: gtids('a:1-5') })
    .replica(2, { received: gtids('a:1-5') });

  it('promotes if the volume of the old primary can be read, as all hangs on that', () => {
    const [finding] = change(behind.supervisor(0, 'Unstartable').taken);
    expect(finding.recovery).toEqual({ kind: 'Promote', winner: 'orders-1' });
    expect(finding.message).toBe(
      `orders-1 becomes the primary once it holds what only the volume of orders-0 has: 4 transactions (${gtids(
        'a:7-10',
      )}), more than spec.failover.maxTransactionsBehind allows to lose.`,
    );
  });

  it('waits for a person if it can’t', () => {
    const [finding] = change(behind.taken);
    expect(finding.recovery).toBeUndefined();
    expect(finding.next).toContain('force: true');
  });

  it('counts nothing where each commit is on another member', () => {
    const lagging = snapshotOf(3)
      .spec({ failover: { maxTransactionsBehind: 0 } })
      .dead(0)
      .fenced()
      .stopped(1, 2);
    expect(shown(change(lagging.taken))).toEqual([
      'FailoverUnderWay orders-1 → Promote',
    ]);
  });
});
