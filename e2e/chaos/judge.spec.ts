import { expect, test } from '@playwright/test';
import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  closedItself,
  nobodyReplaced,
  nothingDone,
  replacedBecause,
  replacedOnlyBecause,
  Seen,
  somebodyRebuilt,
} from './judge';

/** A round with these incidents, newest first as the status has them. */
function seen(
  ...causes: readonly (readonly [Incident['kind'], string])[]
): Seen {
  const incidents = causes
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
  return {
    incidents,
    samples: [],
    primary: 'orders-0',
    faultAt: 0,
    healedAt: 20_000,
  };
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

  test('is wrong if a primary that was cut off takes clients for longer than it may', () => {
    const open = (askedAt: number): Seen => ({
      ...seen(),
      samples: [
        {
          instance: 'orders-0',
          askedAt,
          answeredAt: askedAt + 5,
          uuid: 'a',
          writable: true,
          semiSync: true,
          waitFor: 1,
          clients: 0,
        },
      ],
    });
    expect(closedItself(10)(open(9_000))).toBeUndefined();
    expect(closedItself(10)(open(12_000))).toBe(
      'orders-0 still took clients 12.0 s after it was cut off',
    );
    // Healed, it may lead again.
    expect(closedItself(10)(open(21_000))).toBeUndefined();
  });
});
