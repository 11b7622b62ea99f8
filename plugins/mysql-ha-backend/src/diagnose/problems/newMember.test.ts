import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { bestSuccessor } from '../bestSuccessor';
import { memberScaledAway } from './memberScaledAway';
import { newMember } from './newMember';
import { primaryScaledAway } from './primaryScaledAway';

describe('newMember', () => {
  it.each([
    ['all are members', snapshotOf(3), []],
    [
      'a replica is current',
      snapshotOf(2).newcomer(),
      ['NewMember orders-2 → AddMember'],
    ],
    [
      'two are: one at a time',
      snapshotOf(1).newcomer().newcomer(),
      ['NewMember orders-1 → AddMember'],
    ],
    [
      'it has not caught up',
      snapshotOf(2).newcomer().replica(2, { lagSeconds: 12 }),
      [],
    ],
    [
      'it is being filled',
      snapshotOf(2)
        .newcomer()
        .instance(2, i => ({
          ...i,
          task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
        })),
      [],
    ],
    ['it is not wanted', snapshotOf(2).newcomer().scaledTo(2), []],
    [
      'the primary has lost its data: whoever is compared with it seems complete',
      snapshotOf(2)
        .newcomer()
        .restarted(0)
        .facts(0, {
          gtidExecuted: gtids(''),
          term: undefined,
        }),
      [],
    ],
    [
      'the primary is back without what another holds',
      snapshotOf(2)
        .newcomer()
        .restarted(0)
        .facts(1, { gtidExecuted: gtids('a:1-11') }),
      [],
    ],
    ['a change of primary is under way', snapshotOf(2).newcomer().fenced(), []],
    [
      'the primary does not answer',
      snapshotOf(2).newcomer().unreachable(0),
      [],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(newMember, builder.taken))).toEqual(findings);
  });
});

describe('memberScaledAway', () => {
  const three = snapshotOf(4).scaledTo(3);

  it.each([
    ['none is', snapshotOf(3), []],
    ['one is', three, ['MemberScaledAway orders-3 → RemoveMember']],
    [
      'two are: the highest goes first',
      snapshotOf(4).scaledTo(2),
      ['MemberScaledAway orders-3 → RemoveMember'],
    ],
    [
      'it can’t be reached and may still acknowledge',
      three.unreachable(3),
      ['MemberScaledAway orders-3'],
    ],
    [
      'its pod is gone, so that it acknowledges nothing',
      three.withoutPod(3),
      ['MemberScaledAway orders-3 → RemoveMember'],
    ],
    [
      'its container has ended',
      three.unreachable(3).pod(3, { terminated: true }),
      ['MemberScaledAway orders-3 → RemoveMember'],
    ],
    ['a change of primary is under way', three.fenced(), []],
    ['the primary does not answer', three.dead(0), []],
    ['the whole cluster is stopped', three.spec({ hibernate: true }), []],
    [
      'it is the primary, who hands over first',
      snapshotOf(2).recorded({ primary: 'orders-1' }).scaledTo(1),
      [],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(memberScaledAway, builder.taken))).toEqual(
      findings,
    );
  });
});

describe('primaryScaledAway', () => {
  const leads = (ordinal: number) =>
    snapshotOf(3).recorded({ primary: `orders-${ordinal}` });

  it('lets a member that stays take over', () => {
    const { taken } = pointedAt(leads(2), 2).scaledTo(2);
    expect(findingsOf(primaryScaledAway, taken)).toMatchObject([
      {
        recovery: {
          kind: 'Switchover',
          to: 'orders-0',
          reason: 'orders-2 is scaled away',
        },
      },
    ]);
  });

  it('waits while nobody can', () => {
    const { taken } = leads(2).scaledTo(2);
    expect(findingsOf(primaryScaledAway, taken)).toMatchObject([
      {
        message:
          'orders-2 leads and is to be scaled away; no other member can take over yet.',
        recovery: undefined,
      },
    ]);
  });

  it.each([
    ['it stays', pointedAt(leads(1), 1).scaledTo(2)],
    ['it does not answer', pointedAt(leads(2), 2).scaledTo(2).unreachable(2)],
    ['a fence stands', pointedAt(leads(2), 2).scaledTo(2).fenced()],
  ])('is silent when %s', (_, builder) => {
    expect(findingsOf(primaryScaledAway, builder.taken)).toEqual([]);
  });
});

describe('bestSuccessor', () => {
  it('is a current member', () => {
    expect(bestSuccessor(snapshotOf(3).taken, () => true)).toBe('orders-1');
    expect(
      bestSuccessor(
        snapshotOf(3).replica(1, { lagSeconds: 50 }).taken,
        () => true,
      ),
    ).toBe('orders-2');
    expect(
      bestSuccessor(snapshotOf(1).newcomer().taken, () => true),
    ).toBeUndefined();
  });
});

/** Everybody else replicates from it. */
function pointedAt(
  builder: ReturnType<typeof snapshotOf>,
  primary: number,
): ReturnType<typeof snapshotOf> {
  return builder.taken.instances.reduce(
    (all, { ordinal }) =>
      ordinal === primary
        ? all.facts(ordinal, { replica: undefined })
        : all.replica(ordinal, {
            sourceHost: `orders-${primary}.orders-instances.shop.svc`,
          }),
    builder,
  );
}
