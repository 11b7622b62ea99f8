const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/**
 * A span of time in one unit, which no language needs translated: `0.4 s`, `12 s`, `3 min`, `5 h`, `2 d`.
 * Tenths are shown below ten seconds, because an outage of 0.4 s is not one of 0.
 */
export function duration(seconds: number): string {
  const span = Math.max(0, seconds);
  for (const [unit, length] of UNITS) {
    if (span >= length) return `${Math.floor(span / length)} ${unit}`;
  }
  const tenths = Math.round(span * 10) / 10;
  return `${span < 10 ? tenths : Math.floor(span)} s`;
}
