import { expect, test } from '@playwright/test';
import { Block } from './Block';
import { chaosPage } from './chaosPage';

function block(code: string, seed: number, ...failures: string[][]): Block {
  return {
    seed,
    date: '2026-01-02T03:04:05.000Z',
    commit: 'abc',
    code,
    rounds: failures.map((said, i) => ({
      round: i + 1,
      scenario: 'kill',
      outageMs: 500,
      acknowledged: 100,
      unknown: 1,
      lost: 0,
      reads: 10,
      samples: 50,
      seconds: 20,
      failures: said,
    })),
  };
}

test.describe('The page of a long run', () => {
  const page = chaosPage(
    [block('old', 1, []), block('new', 2, [], []), block('new', 3, ['torn'])],
    'new',
  );

  test('sums up all blocks of one code', () => {
    const [[scenario, rounds, failed]] = page.rows;
    expect([scenario, rounds, failed]).toEqual(['kill', 3, 1]);
    expect(page.notes?.[0]).toBe(
      '3 rounds, 1 failed, in blocks: 2 rounds, 0 failed, seed 2, 2026-01-02T03:04Z at abc; 1 rounds, 1 failed, seed 3, 2026-01-02T03:04Z at abc.',
    );
  });

  test('names each round that failed, and by which seed it is played again', () => {
    expect(page.notes?.[1]).toBe('Round 1 of seed 3 (kill) failed: torn');
  });

  test('does not mix in what was true of other code', () => {
    expect(page.notes?.[2]).toContain('another then: 1 rounds, 0 failed');
    expect(page.raw).toEqual({ blocks: expect.any(Array) });
  });
});
