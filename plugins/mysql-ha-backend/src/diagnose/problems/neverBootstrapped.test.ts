import { gtids } from '../../observe/__testUtils__/gtids';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

describe('neverBootstrapped', () => {
  const fresh = snapshotOf(3).neverBootstrapped();
  const adopted = fresh
    .volume(0, { adopted: true })
    .volume(1, { adopted: true })
    .volume(2, { adopted: true });

  it.each([
    ['a primary is recorded', snapshotOf(3), []],
    [
      'all are new: the first begins, without waiting for the others',
      fresh.unreachable(1).unreachable(2),
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
    [
      'the first does not answer yet',
      fresh.unreachable(0),
      ['AwaitingInstances orders-0'],
    ],
    [
      'adopted volumes: not all answer, and any may have the newest data',
      adopted.facts(0, { gtidExecuted: gtids('a:1-9') }).unreachable(1),
      ['AwaitingInstances'],
    ],
    [
      'adopted volumes: the most advanced seeds, whichever it is',
      adopted
        .facts(0, { gtidExecuted: gtids('a:1-9') })
        .facts(1, { gtidExecuted: gtids('a:1-10') })
        .facts(2, { gtidExecuted: gtids('a:1-10,b:1-3') }),
      ['NeverBootstrapped orders-2 → Bootstrap'],
    ],
    [
      'adopted volumes: their histories differ',
      adopted
        .facts(0, { gtidExecuted: gtids('a:1-11') })
        .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
        .facts(2, { gtidExecuted: gtids('a:1-10') }),
      ['AdoptedVolumesUnclear'],
    ],
    [
      'adopted volumes beyond what is wanted now: nobody reads them, and they may hold the newest data',
      adopted.scaledTo(1).withoutPod(1).withoutPod(2),
      ['AdoptedVolumesUnclear'],
    ],
    [
      'adopted volumes that were never written to',
      adopted,
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
    [
      'no volume is adopted, and one holds data all the same',
      fresh.facts(1, { gtidExecuted: gtids('b:1-4') }),
      ['NeverBootstrapped orders-1 → Bootstrap'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(inGroup('Beginning', builder.taken))).toEqual(findings);
  });

  it('begins with one member, whom others join one at a time', () => {
    expect(inGroup('Beginning', fresh.taken)[0].recovery).toEqual({
      kind: 'Bootstrap',
      seed: 'orders-0',
      members: ['orders-0'],
    });
  });
});
