import { GtidSet } from './GtidSet';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const B = '4b22fa47-71ca-11e1-9e33-c80aa9429562';

describe('GtidSet', () => {
  it.each([
    ['', ''],
    [` ${A.toUpperCase()} : 1-5 `, `${A}:1-5`],
    [`${B}:1,${A}:7`, `${A}:7,${B}:1`],
    [`${A}:1-3:4-5:9`, `${A}:1-5:9`],
    [`${A}:9:1-3,\n${A}:2-4`, `${A}:1-4:9`],
    [`${A}:1-1`, `${A}:1`],
    [`${A}:Backup:3-4:1-2,${A}:1`, `${A}:1:backup:1-4`],
    [`${A}:b:1:a:2:5`, `${A}:a:2:5:b:1`],
    [`,${A}:1,,`, `${A}:1`],
  ])('reads %p as %p', (text, printed) => {
    expect(GtidSet.parse(text).toString()).toBe(printed);
  });

  it.each([
    ['mysql', "'mysql' isn't a server UUID"],
    [A, 'ends without an interval'],
    [`${A}:`, 'neither an interval nor a tag'],
    [`${A}:0-3`, 'within 1 and'],
    [`${A}:9223372036854775807`, 'within 1 and'],
    [`${A}:5-3`, "'5-3' ends before it begins"],
    [`${A}:tag`, 'ends without an interval'],
    [`${A}:a:b:1`, "the tag before 'b' has no interval"],
    [`${A}:1-x`, 'neither an interval nor a tag'],
  ])('refuses %p and says why', (text, why) => {
    expect(() => GtidSet.parse(text)).toThrow(why);
  });

  it.each([
    ['equal', `${A}:1-5`, `${A}:1-3:4-5`],
    ['ahead', `${A}:1-6`, `${A}:1-5`],
    ['ahead', `${A}:1`, ''],
    ['behind', `${A}:1-5`, `${A}:1-5,${B}:1`],
    ['diverged', `${A}:1-6`, `${A}:1-5,${B}:1`],
    ['diverged', `${A}:1`, `${A}:tag:1`],
    ['equal', '', ''],
  ])('is %s: %p against %p', (order, mine, other) => {
    expect(GtidSet.parse(mine).compare(GtidSet.parse(other))).toBe(order);
  });

  it('tells tagged transactions from untagged ones of the same number', () => {
    const set = GtidSet.parse(`${A}:1-2:tag:1-2`);
    expect(set.count()).toBe(4);
    expect(set.uuids()).toEqual([A]);
    expect(set.subtract(GtidSet.parse(`${A}:tag:1`)).toString()).toBe(
      `${A}:1-2:tag:2`,
    );
  });

  it('picks the transactions of one server', () => {
    const set = GtidSet.parse(`${A}:1-2:tag:1,${B}:5`);
    expect(set.originatingFrom(A.toUpperCase()).toString()).toBe(
      `${A}:1-2:tag:1`,
    );
  });

  it('is exact where floating point numbers are not', () => {
    const set = GtidSet.parse(`${A}:9007199254740993-9007199254740995`);
    expect(
      set.subtract(GtidSet.parse(`${A}:9007199254740994`)).toString(),
    ).toBe(`${A}:9007199254740993:9007199254740995`);
  });

  it('prints itself in JSON', () => {
    expect(JSON.stringify({ set: GtidSet.parse(`${A}:1`) })).toBe(
      `{"set":"${A}:1"}`,
    );
  });
});

describe('GtidSet against a set of single transactions', () => {
  const KEYS = [A, B, `${A}:tag`, `${B}:other`];

  /** Mulberry32: the same numbers for the same seed on each machine. */
  function randomFrom(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  function randomSet(random: () => number): {
    naive: Set<string>;
    set: GtidSet;
  } {
    const naive = new Set<string>();
    const elements: string[] = [];
    for (let i = Math.floor(random() * 6); i > 0; i -= 1) {
      const key = KEYS[Math.floor(random() * KEYS.length)];
      const first = 1 + Math.floor(random() * 20);
      const last = first + Math.floor(random() * 6);
      elements.push(`${key}:${first}-${last}`);
      for (let number = first; number <= last; number += 1) {
        naive.add(`${key}:${number}`);
      }
    }
    return { naive, set: GtidSet.parse(elements.join(',')) };
  }

  const fromNaive = (naive: Iterable<string>) =>
    GtidSet.parse([...naive].join(','));

  it.each(Array.from({ length: 300 }, (_, seed) => seed))(
    'agrees, seed %i',
    seed => {
      const random = randomFrom(seed);
      const one = randomSet(random);
      const two = randomSet(random);

      const difference = [...one.naive].filter(gtid => !two.naive.has(gtid));
      const common = [...one.naive].filter(gtid => two.naive.has(gtid));

      expect(one.set.toString()).toBe(fromNaive(one.naive).toString());
      expect(one.set.count()).toBe(one.naive.size);
      expect(one.set.isEmpty()).toBe(one.naive.size === 0);
      expect(one.set.union(two.set).toString()).toBe(
        fromNaive([...one.naive, ...two.naive]).toString(),
      );
      expect(one.set.subtract(two.set).toString()).toBe(
        fromNaive(difference).toString(),
      );
      expect(one.set.intersect(two.set).toString()).toBe(
        fromNaive(common).toString(),
      );
      expect(two.set.contains(one.set)).toBe(difference.length === 0);
      expect(one.set.equals(two.set)).toBe(
        difference.length === 0 && one.naive.size === two.naive.size,
      );
      expect(GtidSet.parse(one.set.toString()).equals(one.set)).toBe(true);
    },
  );
});
