import { expect, test } from '@playwright/test';
import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  nobodyReplaced,
  nothingDone,
  replacedBecause,
  replacedOnlyBecause,
  somebodyRebuilt,
} from './judge';

/** Incidents, newest first as the status has them. */
function seen(
  ...causes: readonly (readonly [Incident['kind'], string])[]
): readonly Incident[] {
  return causes
    .map(([kind, cause], minute) => ({
      kind,
      cause,
      startedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      from: 'orders-0',
      to: 'orders-2',
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
        seen(
          ['Failover', 'the disk of orders-0 is full'],
          ['Failover', 'orders-1 is dead'],
        ),
      ),
    ).toBeUndefined();
  });

  test('is wrong if it saw another reason first', () => {
    expect(
      full(
        seen(
          ['Failover', 'orders-0 is dead'],
          ['Failover', 'the disk of orders-1 is full'],
        ),
      ),
    ).toBe('the engine saw another cause: orders-0 is dead');
  });

  test('is wrong if it did nothing', () => {
    expect(full(seen(['Rebuild', 'orders-2 is empty']))).toBe(
      'the engine replaced nobody',
    );
    expect(somebodyRebuilt(seen())).toBe('the engine filled nobody anew');
  });

  test('is wrong if it replaced a primary that was well', () => {
    const dead = seen(['Failover', 'orders-0 is dead']);
    const wrong = 'the engine replaced orders-0: orders-0 is dead';
    expect(nobodyReplaced(dead)).toBe(wrong);
    expect(nothingDone(dead)).toBe(wrong);
    expect(replacedOnlyBecause(/ hangs/)(dead)).toBe(wrong);
  });

  test('is wrong if it filled somebody anew who lacked nothing', () => {
    const rebuilt = seen(['Rebuild', 'orders-2 is empty']);
    expect(nothingDone(rebuilt)).toBe(
      'the engine filled orders-2 anew: orders-2 is empty',
    );
    expect(somebodyRebuilt(rebuilt)).toBeUndefined();
  });

  test('is right if it left a primary alone that may stay', () => {
    expect(replacedOnlyBecause(/ hangs/)(seen())).toBeUndefined();
    expect(
      nobodyReplaced(seen(['Rebuild', 'orders-2 is empty'])),
    ).toBeUndefined();
    expect(nothingDone(seen())).toBeUndefined();
  });
});
