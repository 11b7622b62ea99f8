import { expect, test } from '@playwright/test';
import { Ledger, Told } from './Ledger';
import { Stored } from './Rows';
import { balancesAfter } from './transfers';
import { lostOn, verifyEqual, verifyStored } from './verifyStored';

const stored = (
  transactions: Record<number, number>,
  more: Partial<Stored> = {},
): Stored => ({
  instance: 'orders-1',
  transactions: Object.entries(transactions).map(([seq, rows]) => ({
    writer: 0,
    seq: Number(seq),
    rows,
    parts: Math.min(rows, 3),
    server: 'a',
  })),
  balances: balancesAfter(Object.keys(transactions).map(Number)),
  checksums: { ledger: '1' },
  gtidExecuted: 'a:1-9',
  ...more,
});

function ledgerOf(...told: Exclude<Told, 'pending'>[]): Ledger {
  const ledger = new Ledger();
  for (const answer of told) ledger.settle(0, ledger.begin(0, 3), answer);
  return ledger;
}

test.describe('What an instance holds', () => {
  const cases: [string, Ledger, Stored, RegExp[]][] = [
    [
      'may have or lack what nobody was told of',
      ledgerOf('acknowledged', 'unknown', 'unknown'),
      stored({ 1: 3, 3: 3 }),
      [],
    ],
    [
      'lacks a commit that was acknowledged',
      ledgerOf('acknowledged', 'acknowledged'),
      stored({ 2: 3 }),
      [/1 transactions \(0\/1\) acknowledged and not on orders-1/],
    ],
    [
      'has a transaction by halves',
      ledgerOf('acknowledged'),
      stored({ 1: 2 }),
      [/only partly/],
    ],
    [
      'has one twice',
      ledgerOf('unknown'),
      stored({ 1: 6 }),
      [/more than once/],
    ],
    [
      'has one that was refused',
      ledgerOf('refused'),
      stored({ 1: 3 }),
      [/refused, and yet/],
    ],
    [
      'has one that nobody wrote',
      ledgerOf(),
      stored({ 1: 3 }),
      [/nobody wrote/],
    ],
    [
      'has one row of a transaction twice and another not at all',
      ledgerOf('acknowledged'),
      stored(
        {},
        {
          transactions: [{ writer: 0, seq: 1, rows: 3, parts: 2, server: 'a' }],
          balances: balancesAfter([1]),
        },
      ),
      [/more than once/],
    ],
    [
      'has a transfer by halves',
      ledgerOf(),
      stored({}, { balances: new Map([...balancesAfter([]), [4, 1]]) }),
      [/4 has 1 instead of 0/],
    ],
    [
      'has the rows of a transaction without its transfer',
      ledgerOf('acknowledged'),
      stored({ 1: 3 }, { balances: balancesAfter([]) }),
      [/1 has 0 instead of -1, 2 has 0 instead of 1/],
    ],
  ];
  for (const [what, ledger, held, said] of cases) {
    test(what, () => {
      const found = verifyStored(ledger, held, () => true);
      expect(found).toHaveLength(said.length);
      said.forEach((pattern, i) => expect(found[i]).toMatch(pattern));
    });
  }

  test('is counted as lost where it was acknowledged', () => {
    const ledger = ledgerOf('acknowledged', 'unknown', 'acknowledged');
    expect(lostOn(ledger, stored({ 3: 3 }))).toBe(1);
    expect(lostOn(ledger, undefined)).toBe(2);
  });

  test('must be the same everywhere', () => {
    const one = stored({});
    expect(verifyEqual([one, stored({})])).toEqual([]);
    expect(
      verifyEqual([one, stored({}, { checksums: { ledger: '2' } })]),
    ).toEqual([expect.stringContaining('checksums of ledger differ')]);
    expect(verifyEqual([one, stored({ 1: 1 })])).toEqual([
      '0 transactions on orders-1, 1 on orders-1',
    ]);
    expect(verifyEqual([one, stored({}, { gtidExecuted: 'a:1-8' })])).toEqual([
      expect.stringContaining('GTID sets differ'),
    ]);
    expect(verifyEqual([])).toEqual(['no instance could be read']);
  });
});
