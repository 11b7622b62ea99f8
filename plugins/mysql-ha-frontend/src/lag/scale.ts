/** Marks of the axis, in seconds: the smallest top that holds the largest lag, with four steps to it. */
const TOPS: readonly number[] = [
  1, 2, 4, 8, 20, 40, 60, 120, 240, 480, 1_200, 2_400, 3_600, 7_200, 14_400,
  28_800, 57_600, 115_200,
];

/** The value at the top of the plot. One second at least, so that a quiet cluster looks quiet. */
export function topOf(largest: number): number {
  return TOPS.find(top => top >= largest) ?? Math.ceil(largest);
}

/** Where the grid lines are, from 0 to the top. */
export function marks(top: number): number[] {
  return [0, 0.5, 1].map(part => part * top);
}
