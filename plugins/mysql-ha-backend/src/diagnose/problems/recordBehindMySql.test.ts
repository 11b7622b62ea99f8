import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { recordBehindMySql } from './recordBehindMySql';

describe('recordBehindMySql', () => {
  const uuid = (ordinal: number) => {
    const { mysql } = snapshotOf(3).taken.instances[ordinal];
    if (mysql.state !== 'reachable') throw new Error('it answers');
    return mysql.facts.serverUuid;
  };
  /** All remember that orders-0 leads in this term. */
  const remembering = (term: number, leader = 0) =>
    [0, 1, 2].reduce(
      (builder, ordinal) =>
        builder.facts(ordinal, { term: { term, primaryUuid: uuid(leader) } }),
      snapshotOf(3),
    );
  const restored = remembering(7).recorded({ primary: 'orders-1', term: 3 });
  const lost = remembering(7).recorded({
    primary: undefined,
    term: undefined,
    synchronous: undefined,
  });

  it.each([
    ['says what MySQL says', remembering(1), []],
    ['is newer: its term is written next', remembering(0), []],
    ['is older', restored, ['RecordBehindMySql orders-0 → CorrectRecord']],
    [
      'is older, and somebody can’t be asked',
      restored.dead(2),
      ['RecordBehindMySql orders-0'],
    ],
    [
      'names another primary in the same term',
      remembering(3).recorded({ primary: 'orders-1', term: 3 }),
      ['RecordBehindMySql orders-0 → CorrectRecord'],
    ],
    [
      'is lost while orders-0 takes writes',
      lost,
      ['RecordBehindMySql orders-0 → CorrectRecord'],
    ],
    [
      'is lost and nobody takes writes: that is a cold start',
      lost.facts(0, { readOnly: true, superReadOnly: true }),
      [],
    ],
    [
      'is older than the word of a cluster from which the data came',
      [0, 1, 2].reduce(
        (builder, ordinal) =>
          builder.facts(ordinal, {
            term: { term: 9, primaryUuid: 'of another cluster' },
          }),
        snapshotOf(3),
      ),
      [],
    ],
  ])('when the record %s', (_, builder, findings) => {
    expect(shown(findingsOf(recordBehindMySql, builder.taken))).toEqual(
      findings,
    );
  });

  it('keeps the one that takes writes with those that acknowledge to it, and its count', () => {
    const [{ recovery, message }] = findingsOf(
      recordBehindMySql,
      restored.facts(2, { acknowledging: false }).taken,
    );
    expect(recovery).toEqual({
      kind: 'CorrectRecord',
      primary: 'orders-0',
      members: ['orders-0', 'orders-1'],
      waitFor: 1,
      aboveTerm: 7,
    });
    expect(message).toContain('orders-1 leads in term 3');
  });

  it('takes the most advanced where nobody takes writes', () => {
    const [{ recovery }] = findingsOf(
      recordBehindMySql,
      restored.facts(0, { readOnly: true, superReadOnly: true }).taken,
    );
    expect(recovery).toMatchObject({ members: ['orders-0'], waitFor: 0 });
  });

  it('names whom it waits for, and the way out', () => {
    const [{ message, next }] = findingsOf(
      recordBehindMySql,
      restored.dead(2).taken,
    );
    expect(message).toContain('before orders-2 can be asked');
    expect(next).toContain('PersistentVolumeClaim');
  });
});
