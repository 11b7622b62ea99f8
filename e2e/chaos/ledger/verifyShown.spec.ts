import { expect, test } from '@playwright/test';
import { verifyShown } from './verifyShown';

const holding = (...seqs: number[]) => ({
  instance: 'orders-1',
  transactions: seqs.map(seq => ({
    writer: 0,
    seq,
    rows: 1,
    parts: 1,
    server: 'a',
  })),
  balances: new Map<number, number>(),
  checksums: {},
  gtidExecuted: '',
});

test.describe('What was read once', () => {
  const read = [{ writer: 0, last: 3, transactions: 2 }];

  test('is there for good', () => {
    expect(verifyShown(read, holding(1, 3, 4))).toEqual([]);
    expect(verifyShown(read, holding(1, 2, 3))).toEqual([]);
  });

  test('is missed when the newest of it is gone', () => {
    expect(verifyShown(read, holding(1, 2))).toEqual([
      '1 transactions (up to 0/3) were read, and are not all on orders-1',
    ]);
  });

  test('is missed when one before is gone', () => {
    expect(verifyShown(read, holding(3))).toHaveLength(1);
  });
});
