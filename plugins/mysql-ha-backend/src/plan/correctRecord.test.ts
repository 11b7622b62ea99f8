import { correctRecord } from './correctRecord';

describe('correctRecord', () => {
  it('raises the term above all that MySQL remembers, and drops a fence of before', () => {
    expect(
      correctRecord({
        kind: 'CorrectRecord',
        primary: 'orders-0',
        members: ['orders-0', 'orders-1'],
        waitFor: 1,
        aboveTerm: 7,
      }).steps,
    ).toEqual([
      {
        do: 'Record',
        primary: 'orders-0',
        raiseTerm: true,
        aboveTerm: 7,
        members: ['orders-0', 'orders-1'],
        waitFor: 1,
      },
      { do: 'ClearFence' },
      { do: 'Route' },
    ]);
  });

  it('keeps what is known of commits that fewer hold', () => {
    const [record] = correctRecord({
      kind: 'CorrectRecord',
      primary: 'orders-0',
      members: ['orders-0', 'orders-1'],
      waitFor: 1,
      lowestWaitFor: 0,
      aboveTerm: 7,
    }).steps;
    expect(record).toMatchObject({ waitFor: 1, lowestWaitFor: 0 });
  });
});
