import { topOf } from './scale';
import type { Series } from './series';

/** Pixels around the plot's own area. */
const MARGIN = { left: 44, right: 8, top: 10, bottom: 22 };
const HEIGHT = 176;

/** Where moments and seconds are on the plot, in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The lag at the upper edge, in seconds. */
  readonly largest: number;
  readonly x: (at: number) => number;
  readonly y: (seconds: number) => number;
}

/**
 * The frame of lines over an axis of `range` milliseconds that ends at `end`.
 * @param width - pixels that are there
 */
export function frameOf(
  series: readonly Series[],
  range: number,
  end: number,
  width: number,
): Frame {
  const largest = topOf(
    Math.max(
      0,
      ...series.flatMap(each => each.pieces.flat().map(p => p.seconds)),
    ),
  );
  const left = MARGIN.left;
  const right = width - MARGIN.right;
  const top = MARGIN.top;
  const bottom = HEIGHT - MARGIN.bottom;
  return {
    width,
    height: HEIGHT,
    left,
    right,
    top,
    bottom,
    largest,
    x: at => left + ((at - (end - range)) / range) * (right - left),
    y: seconds => bottom - (seconds / largest) * (bottom - top),
  };
}
