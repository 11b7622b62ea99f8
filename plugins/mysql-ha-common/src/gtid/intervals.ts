/** Transaction numbers `first` to `last`, both included. Bigint because MySQL numbers up to 2^63 - 2. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** Sorted, disjoint and not touching: the one way to write a set of numbers as intervals. */
export type Intervals = readonly Interval[];

/** Sorts, merges what overlaps or touches. */
export function normalise(intervals: Intervals): Intervals {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((a, b) =>
    compareNumbers(a.first, b.first),
  )) {
    const previous = merged[merged.length - 1];
    if (previous && next.first <= previous.last + 1n) {
      merged[merged.length - 1] = {
        first: previous.first,
        last: previous.last > next.last ? previous.last : next.last,
      };
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** What stands in `minuend` and not in `subtrahend`; both normalised. */
export function subtract(minuend: Intervals, subtrahend: Intervals): Intervals {
  const rest: Interval[] = [];
  let at = 0;
  for (const { first, last } of minuend) {
    let from = first;
    while (at < subtrahend.length && subtrahend[at].last < from) {
      at += 1;
    }
    // An interval of the subtrahend may reach into the next of the minuend, so `at` itself stays on it.
    for (
      let i = at;
      i < subtrahend.length && subtrahend[i].first <= last;
      i += 1
    ) {
      if (subtrahend[i].first > from) {
        rest.push({ first: from, last: subtrahend[i].first - 1n });
      }
      from = subtrahend[i].last + 1n;
    }
    if (from <= last) {
      rest.push({ first: from, last });
    }
  }
  return rest;
}

/** Whether all of `inner` stands in `outer`; both normalised. */
export function covers(outer: Intervals, inner: Intervals): boolean {
  let at = 0;
  for (const { first, last } of inner) {
    while (at < outer.length && outer[at].last < first) {
      at += 1;
    }
    // What does not touch is not merged, so it stands in a single one or not at all.
    if (at === outer.length || outer[at].first > first || outer[at].last < last)
      return false;
  }
  return true;
}

/** How many numbers these are. */
export function size(intervals: Intervals): bigint {
  return intervals.reduce(
    (sum, { first, last }) => sum + last - first + 1n,
    0n,
  );
}

function compareNumbers(a: bigint, b: bigint): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
