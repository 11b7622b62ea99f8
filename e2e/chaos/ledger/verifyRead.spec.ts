import { expect, test } from '@playwright/test';
import { Ledger } from './Ledger';
import { ReadOfWriter, verifyRead } from './verifyRead';

/** Three transactions of three rows each; the second's answer never came; a fourth is under way. */
function ledger(): Ledger {
  const made = new Ledger();
  made.settle(0, made.begin(0, 3), 'acknowledged');
  made.settle(0, made.begin(0, 3), 'unknown');
  made.settle(0, made.begin(0, 3), 'acknowledged');
  made.begin(0, 3);
  return made;
}

test.describe('A read', () => {
  const cases: [string, Omit<ReadOfWriter, 'writer'>, RegExp | undefined][] = [
    ['may lag', { last: 1, transactions: 1, rows: 3 }, undefined],
    [
      'may lack what nobody was told of',
      { last: 3, transactions: 2, rows: 6 },
      undefined,
    ],
    [
      'may show what is being committed',
      { last: 4, transactions: 4, rows: 12 },
      undefined,
    ],
    [
      'never shows a transaction by halves',
      { last: 1, transactions: 1, rows: 2 },
      /torn/,
    ],
    [
      'never leaves out an acknowledged one before what it shows',
      { last: 3, transactions: 1, rows: 3 },
      /only 1 of 2/,
    ],
    [
      'never shows what nobody wrote',
      { last: 5, transactions: 5, rows: 15 },
      /nobody had written/,
    ],
  ];
  for (const [what, read, said] of cases) {
    test(what, () => {
      const found = verifyRead(ledger(), [{ writer: 0, ...read }], () => 3);
      if (said) expect(found.join()).toMatch(said);
      else expect(found).toEqual([]);
    });
  }
});
