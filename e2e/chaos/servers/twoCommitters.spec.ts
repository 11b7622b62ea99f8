import { expect, test } from '@playwright/test';
import { Sample } from './Sample';
import { twoCommitters } from './twoCommitters';

/** An answer of an instance each 100 ms from one moment to another. */
function answers(
  instance: string,
  [from, to]: readonly [number, number],
  state: Partial<Sample>,
): Sample[] {
  const count = Math.floor((to - from) / 100) + 1;
  return Array.from({ length: count }, (_, i) => ({
    instance,
    askedAt: from + i * 100,
    answeredAt: from + i * 100 + 5,
    uuid: `uuid of ${instance}`,
    writable: false,
    semiSync: true,
    waitFor: 1,
    clients: 0,
    ...state,
  }));
}

const leads = { writable: true, clients: 1 };
const follows = (source: string) => ({ acknowledgesTo: `uuid of ${source}` });

test.describe('Two servers that can commit', () => {
  test('are found when both are writable without waiting for anybody', () => {
    const alone = { writable: true, semiSync: false };
    const samples = [
      ...answers('a', [0, 1_000], alone),
      ...answers('b', [500, 1_500], alone),
    ];
    expect(twoCommitters(samples, 0)).toEqual([
      'a and b could both commit at 0.51 s of the round',
    ]);
  });

  test('are found when each has somebody who acknowledges', () => {
    const samples = [
      ...answers('a', [0, 1_000], leads),
      ...answers('b', [0, 1_000], leads),
      ...answers('c', [0, 1_000], follows('a')),
      ...answers('d', [0, 1_000], follows('b')),
    ];
    expect(twoCommitters(samples, 0)).toHaveLength(1);
  });

  test('are no two when one gave way to the other', () => {
    const samples = [
      ...answers('a', [0, 500], leads),
      ...answers('a', [600, 1_000], {}),
      ...answers('b', [0, 500], {}),
      ...answers('b', [600, 1_000], leads),
      ...answers('c', [0, 500], follows('a')),
      ...answers('c', [600, 1_000], follows('b')),
    ];
    expect(twoCommitters(samples, 0)).toEqual([]);
  });

  test('are no two when one only counts clients that have left it', () => {
    const samples = [
      ...answers('a', [0, 1_000], leads),
      ...answers('b', [0, 1_000], leads),
      ...answers('c', [0, 1_000], follows('b')),
    ];
    expect(twoCommitters(samples, 0)).toEqual([]);
  });

  test('are no two when one waits for more than acknowledge', () => {
    const samples = [
      ...answers('a', [0, 1_000], { ...leads, waitFor: 2 }),
      ...answers('b', [0, 1_000], leads),
      ...answers('c', [0, 1_000], follows('a')),
      ...answers('d', [0, 1_000], follows('b')),
    ];
    expect(twoCommitters(samples, 0)).toEqual([]);
  });
});
