import { divide, Division } from './divide';
import { SHARES } from './shareOf';

/** Each operator in turn does as the rule says, until nothing changes. */
function settle(start: Division, live: readonly string[]): Division {
  let held = new Map([...start].filter(([name]) => live.includes(name)));
  for (let round = 0; round < 10; round++) {
    for (const name of live) {
      held = new Map(held).set(name, divide(held, live, name));
      const all = [...held.values()].flat();
      expect(new Set(all).size).toBe(all.length);
    }
  }
  return held;
}

const sizes = (held: Division) =>
  [...held.values()].map(shares => shares.length).sort((a, b) => a - b);

describe('divide', () => {
  it('gives all to the only one', () => {
    expect(sizes(settle(new Map(), ['a']))).toEqual([SHARES]);
  });

  it.each([
    [2, [32, 32]],
    [3, [21, 21, 22]],
    [5, [12, 13, 13, 13, 13]],
  ])('divides fairly among %i', (count, fair) => {
    const live = Array.from({ length: count }, (_, i) => `operator-${i}`);
    expect(sizes(settle(new Map(), live))).toEqual(fair);
  });

  it('moves only what a newcomer gets', () => {
    const before = settle(new Map(), ['a', 'b']);
    const after = settle(before, ['a', 'b', 'c']);
    const moved = [...before].flatMap(([name, shares]) =>
      shares.filter(share => !after.get(name)?.includes(share)),
    );
    expect(moved).toHaveLength(after.get('c')?.length ?? 0);
  });

  it('leaves those alone who live when another one is gone', () => {
    const before = settle(new Map(), ['a', 'b', 'c']);
    const after = settle(before, ['a', 'c']);
    expect(sizes(after)).toEqual([32, 32]);
    for (const name of ['a', 'c']) {
      expect(after.get(name)).toEqual(
        expect.arrayContaining([...(before.get(name) ?? [])]),
      );
    }
  });

  it('takes nothing from one that lives and holds too much', () => {
    const held = new Map([
      ['a', Array.from({ length: SHARES }, (_, share) => share)],
      ['b', []],
    ]);
    expect(divide(held, ['a', 'b'], 'b')).toEqual([]);
    expect(divide(held, ['a', 'b'], 'a')).toHaveLength(SHARES / 2);
  });

  it('leaves some with nothing when there are more operators than shares', () => {
    const live = Array.from({ length: SHARES + 2 }, (_, i) => `operator-${i}`);
    expect(sizes(settle(new Map(), live)).slice(0, 3)).toEqual([0, 0, 1]);
  });
});
