import { expect, test } from '@playwright/test';
import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { nobodyReplaced, replacedBecause, replacedOnlyBecause } from './judge';

/** Newest first, as the status has them. */
function incidents(
  ...causes: readonly (readonly [Incident['kind'], string])[]
): readonly Incident[] {
  return causes
    .map(([kind, cause], minute) => ({
      kind,
      cause,
      startedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      from: 'orders-0',
      term: minute,
      evidence: [],
      steps: [],
    }))
    .reverse();
}

test.describe('what the engine did', () => {
  const full = replacedBecause(/ is full$/);

  test('is right if it replaced the primary for the reason that there was', () => {
    expect(
      full(
        incidents(
          ['Failover', 'the disk of orders-0 is full'],
          ['Failover', 'orders-1 is dead'],
        ),
      ),
    ).toBeUndefined();
  });

  test('is wrong if it saw another reason first', () => {
    expect(
      full(
        incidents(
          ['Failover', 'orders-0 is dead'],
          ['Failover', 'the disk of orders-1 is full'],
        ),
      ),
    ).toBe('the engine saw another cause: orders-0 is dead');
  });

  test('is wrong if it did nothing', () => {
    expect(full(incidents(['Rebuild', 'orders-2 is empty']))).toBe(
      'the engine replaced nobody',
    );
  });

  test('is wrong if it replaced a primary that was well', () => {
    const dead = incidents(['Failover', 'orders-0 is dead']);
    const wrong = 'the engine replaced orders-0: orders-0 is dead';
    expect(nobodyReplaced(dead)).toBe(wrong);
    expect(replacedOnlyBecause(/ hangs/)(dead)).toBe(wrong);
  });

  test('is right if it left a primary alone that may stay', () => {
    expect(replacedOnlyBecause(/ hangs/)([])).toBeUndefined();
    expect(
      nobodyReplaced(incidents(['Rebuild', 'orders-2 is empty'])),
    ).toBeUndefined();
  });
});
