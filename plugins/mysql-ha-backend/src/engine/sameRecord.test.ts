import { sameRecord } from './sameRecord';

const RECORD = {
  term: 3,
  primary: 'orders-0',
  synchronous: { members: ['orders-0', 'orders-1'], waitFor: 1, term: 2 },
};

describe('sameRecord', () => {
  it('takes no notice of what is only shown, nor of the order of members', () => {
    const shown = { ...RECORD, phase: 'Healthy', message: 'Writes commit.' };
    const members = ['orders-1', 'orders-0'];
    const synchronous = { ...RECORD.synchronous, members };
    expect(sameRecord(RECORD, { ...shown, synchronous })).toBe(true);
  });

  it.each([
    ['a term', { term: 4 }],
    ['a primary', { primary: 'orders-1' }],
    [
      'a member in the same term',
      { synchronous: { ...RECORD.synchronous, members: ['orders-0'] } },
    ],
    ['a count', { synchronous: { ...RECORD.synchronous, waitFor: 2 } }],
    [
      'a fence in the same term',
      { fence: { term: 3, since: '2026-01-01T00:00:00Z', reason: 'dead' } },
    ],
  ])('sees %s that somebody else changed', (_, change) => {
    expect(sameRecord(RECORD, { ...RECORD, ...change })).toBe(false);
  });
});
