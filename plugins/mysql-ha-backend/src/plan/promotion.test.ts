import { gtids } from '../observe/__testUtils__/gtids';
import { seenOutside } from '../observe/__testUtils__/seenOutside';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import {
  bootstrap,
  completePromotion,
  promote,
  resumePrimary,
} from './promotion';
import { inWords } from './__testUtils__/inWords';

const fenced = snapshotOf(3).dead(0).fenced().stopped(1, 2);

describe('bootstrap', () => {
  it('only records: the loop makes the primary writable like any that starts', () => {
    expect(
      bootstrap({ kind: 'Bootstrap', seed: 'orders-0', members: ['orders-0'] })
        .steps,
    ).toEqual([
      {
        do: 'Record',
        primary: 'orders-0',
        raiseTerm: true,
        members: ['orders-0'],
        waitFor: 0,
      },
    ]);
  });
});

describe('promote', () => {
  it('applies, records, then counts before it opens; nobody delays the first commit', () => {
    const plan = promote(fenced.taken, 'orders-1');
    expect(inWords(plan.steps)).toEqual([
      'apply on orders-1 what it received',
      'raise the term and record orders-1',
      'remove the source of orders-1',
      'orders-1: commits wait for 1',
      'make orders-1 writable',
      'side by side:',
      '- route the Services',
      '- first commit on orders-1',
      '- point orders-2 at orders-1, acknowledging',
      'close the journal',
    ]);
    expect(plan.undo).toBeUndefined();
    expect(plan.closesIncident).toBe(true);
  });

  it('applies all that the winner holds, also what it only received', () => {
    const { taken } = fenced.replica(1, { received: gtids('a:1-12') });
    const [apply] = promote(taken, 'orders-1').steps;
    expect(apply).toMatchObject({ do: 'Apply', instance: 'orders-1' });
    expect(apply.do === 'Apply' && apply.set.toString()).toBe(
      gtids('a:1-12').toString(),
    );
  });

  it('points a replica that is no member without its acknowledgement', () => {
    const { taken } = snapshotOf(3)
      .newcomer()
      .dead(0)
      .fenced()
      .stopped(1, 2, 3);
    expect(inWords(promote(taken, 'orders-1').steps)).toContain(
      '- point orders-3 at orders-1',
    );
  });

  it.each([
    [
      'is empty',
      fenced.facts(2, { gtidExecuted: gtids('') }).replica(2, {
        received: gtids(''),
      }),
    ],
    [
      'holds what the winner does not: it is left as it is until a person decides',
      fenced.facts(2, { gtidExecuted: gtids('a:1-10,c:1') }),
    ],
  ])('does not point one that %s', (_, builder) => {
    expect(
      inWords(promote(builder.taken, 'orders-1').steps).join(),
    ).not.toMatch(/point orders-2/);
  });

  it('keeps semi-sync off where commits wait for nobody', () => {
    const { taken } = snapshotOf(3).async().dead(0).fenced().stopped(1, 2);
    expect(inWords(promote(taken, 'orders-1').steps)).toEqual(
      expect.arrayContaining([
        'orders-1: semi-sync off',
        '- point orders-2 at orders-1',
      ]),
    );
  });
});

describe('what a promotion says to be lost', () => {
  const fencedAt = (waitsForNobody: boolean) => {
    const dead = (waitsForNobody ? snapshotOf(3).async() : snapshotOf(3))
      .dead(0)
      .fenced()
      .stopped(1, 2);
    return dead
      .replica(1, { received: gtids('a:1-8') })
      .facts(1, { gtidExecuted: gtids('a:1-8') }).taken;
  };

  it('is what the dead one told last and the winner lacks, where commits wait for nobody', () => {
    expect(promote(fencedAt(true), 'orders-1').incident).toMatchObject({
      transactionsLost: 2,
      lostGtids: String(gtids('a:9-10')),
    });
  });

  it('is not known where the winner holds all that the dead one told last: it may have committed since', () => {
    const { incident } = promote(fencedAt(true), 'orders-2');
    expect(incident).toMatchObject({ waitedFor: 0 });
    expect(incident?.transactionsLost).toBeUndefined();
  });

  it('is nothing where the old one is back, closed, and holds no more than the winner', () => {
    const back = snapshotOf(3).async().restarted(0).fenced().stopped(1, 2);
    expect(promote(back.taken, 'orders-2').incident).toMatchObject({
      transactionsLost: 0,
    });
  });

  it('is not known where a person forces it and no instance is known to hold more', () => {
    const { incident } = promote(fencedAt(false), 'orders-2', {
      members: ['orders-2'],
      waitFor: 0,
      lostGtids: '',
      transactionsLost: 0,
      operation: 'force',
    });
    expect(incident).toMatchObject({ waitedFor: 0, operation: 'force' });
    expect(incident?.transactionsLost).toBeUndefined();
  });

  it('is nothing where a MySQL outside still has it all', () => {
    const follower = {
      ...fencedAt(true),
      outside: seenOutside(),
      spec: snapshotOf(3).spec({
        externalSource: { host: 'db.example', secretRef: { name: 'login' } },
      }).taken.spec,
    };
    const { recorded } = follower;
    expect(
      promote(
        { ...follower, recorded: { ...recorded, endedBootstrap: false } },
        'orders-1',
      ).incident,
    ).toMatchObject({ transactionsLost: 0 });
  });

  it('is nothing that anybody was told of, where commits wait for replicas', () => {
    expect(
      promote(fencedAt(false), 'orders-1').incident?.transactionsLost,
    ).toBeUndefined();
  });
});

describe('completePromotion', () => {
  it('says that another operator began it', () => {
    const { taken } = fenced.recorded({ primary: 'orders-1', term: 2 });
    expect(completePromotion(taken).incident?.evidence).toEqual([
      'the operator that began it did not finish it; this one did',
    ]);
  });

  it('does all that follows the record again', () => {
    const { taken } = fenced.recorded({ primary: 'orders-1', term: 2 });
    expect(inWords(completePromotion(taken).steps)).toEqual(
      inWords(promote(fenced.taken, 'orders-1').steps).slice(2),
    );
  });
});

describe('resumePrimary', () => {
  it('counts before it opens, and raises no term', () => {
    const plan = resumePrimary(snapshotOf(3).restarted(0).taken);
    expect(inWords(plan.steps)).toEqual([
      'remove the source of orders-0',
      'orders-0: commits wait for 1',
      'make orders-0 writable',
      'side by side:',
      '- route the Services',
      '- first commit on orders-0',
      '- point orders-1 at orders-0, acknowledging',
      '- point orders-2 at orders-0, acknowledging',
    ]);
    expect(plan.incident).toBeUndefined();
  });

  it('points a member at it that was just filled from it, as the first commit waits for that one', () => {
    const filled = snapshotOf(2).restarted(0).facts(1, { replica: undefined });
    expect(inWords(resumePrimary(filled.taken).steps)).toContain(
      '- point orders-1 at orders-0, acknowledging',
    );
  });

  it.each([
    ['is empty', { replica: undefined, gtidExecuted: gtids('') }],
    ['is open to writes', { replica: undefined, readOnly: false }],
    ['holds more', { replica: undefined, gtidExecuted: gtids('a:1-10,b:1') }],
  ])('leaves a member without a source alone that %s', (_, facts) => {
    const { taken } = snapshotOf(3).restarted(0).facts(1, facts);
    expect(inWords(resumePrimary(taken).steps)).not.toContain(
      '- point orders-1 at orders-0, acknowledging',
    );
  });
});

describe('promote, where the old primary’s volume can be read', () => {
  const FETCH = '- apply on orders-1 what only the volume of orders-0 holds';
  const unstartable = (builder: typeof fenced) =>
    builder.supervisor(0, 'Unstartable');
  const silent = snapshotOf(3).async().dead(0).fenced().stopped(1, 2);

  it.each([
    ['where commits wait for nobody', unstartable(silent), true],
    ['not where each commit is on another member', unstartable(fenced), false],
    ['not where its supervisor does not answer', silent, false],
    [
      'not where its supervisor was asked before mysqld fell silent',
      silent.supervisor(0, 'Unstartable', undefined, { ageMs: 30_000 }),
      false,
    ],
    ['not without its pod', unstartable(silent).withoutPod(0), false],
  ])('fetches first %s', (_, builder, fetches) => {
    const steps = inWords(promote(builder.taken, 'orders-1').steps);
    expect(steps.indexOf(FETCH)).toBe(fetches ? 1 : -1);
  });

  it('does so too where a person goes on without the quorum', () => {
    const plan = promote(unstartable(fenced).taken, 'orders-1', {
      members: ['orders-1'],
      waitFor: 0,
      lostGtids: '',
      transactionsLost: 0,
      operation: 'force',
    });
    expect(inWords(plan.steps)).toContain(FETCH);
  });
});
