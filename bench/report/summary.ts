/** A set of figures in short. */
export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The value that so many percent of the figures do not exceed (nearest rank, which invents no figure). */
export function percentile(
  figures: readonly number[],
  percent: number,
): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** What is told of a set of figures. */
export function summaryOf(figures: readonly number[]): Summary {
  return {
    count: figures.length,
    min: percentile(figures, 0),
    p50: percentile(figures, 50),
    p95: percentile(figures, 95),
    max: percentile(figures, 100),
  };
}
