import type { LagHistory } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A moment and each replica's lag in seconds; `undefined` when nobody knew it. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly lag: ReadonlyMap<string, number>;
}

/** A replica's line: pieces between the gaps. */
export interface Series {
  readonly name: string;
  readonly pieces: ReadonlyArray<
    ReadonlyArray<{ readonly at: number; readonly seconds: number }>
  >;
}

/** Samples further apart than this many usual distances have a gap between them: nobody looked. */
const GAP_FACTOR = 3.5;

/** The samples since a moment, oldest first. */
export function samplesSince(history: LagHistory, start: number): Sample[] {
  return history.samples
    .map(sample => ({
      at: Date.parse(sample.at),
      lag: new Map(
        Object.entries(sample.lagSeconds).flatMap(([name, seconds]) =>
          seconds === null ? [] : [[name, seconds] as const],
        ),
      ),
    }))
    .filter(sample => sample.at >= start)
    .sort((a, b) => a.at - b.at);
}

/** One series for each instance that ever had a lag, by name. A line never crosses what is unknown. */
export function seriesOf(samples: readonly Sample[]): Series[] {
  const names = [...new Set(samples.flatMap(each => [...each.lag.keys()]))];
  const gap = usualDistance(samples) * GAP_FACTOR;
  return names
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(name => ({ name, pieces: piecesOf(samples, name, gap) }));
}

function piecesOf(samples: readonly Sample[], name: string, gap: number) {
  const pieces: Array<Array<{ at: number; seconds: number }>> = [];
  let piece: Array<{ at: number; seconds: number }> = [];
  let before: number | undefined;
  for (const { at, lag } of samples) {
    const seconds = lag.get(name);
    const broken = before !== undefined && at - before > gap;
    if ((seconds === undefined || broken) && piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
    if (seconds !== undefined) piece.push({ at, seconds });
    before = at;
  }
  return piece.length > 0 ? [...pieces, piece] : pieces;
}

function usualDistance(samples: readonly Sample[]): number {
  const distances = samples
    .slice(1)
    .map((sample, index) => sample.at - samples[index].at)
    .sort((a, b) => a - b);
  return distances.at(Math.floor(distances.length / 2)) ?? Infinity;
}
