import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

const NOTHING = { gtidExecuted: gtids(''), term: undefined };

describe('primaryNotWritable', () => {
  const back = snapshotOf(3).restarted(0);

  it.each([
    ['it takes writes', snapshotOf(3), []],
    ['a fence stands', back.fenced(), []],
    [
      'it restarted and the others hold all of it',
      back,
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
    [
      'it is writable and offline',
      snapshotOf(3).facts(0, { offlineMode: true }),
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
    [
      'it committed one on its restart that no replica holds yet',
      back.facts(0, { gtidExecuted: gtids('a:1-11') }),
      ['PrimaryWaitsForMembers orders-0'],
    ],
    [
      'one replica has received that one, which is enough',
      back
        .facts(0, { gtidExecuted: gtids('a:1-11') })
        .replica(2, { received: gtids('a:1-11') }),
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
    [
      'no other member answers, and any of them may know more',
      back.unreachable(1).unreachable(2),
      ['PrimaryWaitsForMembers orders-0'],
    ],
    [
      'a full outage ends with it as the only one',
      snapshotOf(5).restarted(0).unreachable(1).unreachable(2).unreachable(3),
      ['PrimaryWaitsForMembers orders-0'],
    ],
    [
      'it is the only instance',
      snapshotOf(1).restarted(0),
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
    [
      'commits wait for nobody',
      snapshotOf(3).async().restarted(0).unreachable(1).unreachable(2),
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
    [
      'another has applied more',
      back.facts(2, { gtidExecuted: gtids('a:1-12') }),
      ['PrimaryBehindItsReplicas orders-0 → BeginFailover'],
    ],
    [
      'another has only received more: it may have been acknowledged all the same',
      back.replica(2, { received: gtids('a:1-12') }),
      ['PrimaryBehindItsReplicas orders-0 → BeginFailover'],
    ],
    [
      'another holds more where commits wait for nobody',
      snapshotOf(3)
        .async()
        .restarted(0)
        .facts(2, { gtidExecuted: gtids('a:1-12') }),
      ['PrimaryBehindItsReplicas orders-0'],
    ],
    [
      'its volume is new and enough others hold the data',
      back.facts(0, NOTHING),
      ['PrimaryLostItsData orders-0 → BeginFailover'],
    ],
    [
      'its volume is new and so is another’s',
      back.facts(0, NOTHING).facts(1, { ...NOTHING, replica: undefined }),
      ['PrimaryLostItsData orders-0'],
    ],
    [
      'its volume is new and nobody waited for anybody',
      snapshotOf(3).async().restarted(0).facts(0, NOTHING),
      ['PrimaryLostItsData orders-0'],
    ],
    [
      'the whole cluster is new',
      snapshotOf(1)
        .neverBootstrapped()
        .members(['orders-0'], 0)
        .recorded({ primary: 'orders-0', term: 1 }),
      ['NoWritablePrimary orders-0 → ResumePrimary'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(inGroup('AnsweringPrimary', builder.taken))).toEqual(findings);
  });
});
