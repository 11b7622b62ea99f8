import type { Picture } from './Picture';
import { narrowLayout } from './narrowLayout';
import type { Branch } from './tree';
import { wideLayout, wideWidth } from './wideLayout';

/** Below this many pixels the picture is scaled down instead of squeezed. */
const LEAST_WIDTH = 260;

/**
 * Lays the trees out from left to right; where `available` pixels are too few, from top to bottom.
 * When nothing replicates and there is no primary, its place is drawn empty, so that the replicas don't jump when one
 * is chosen. While a lost primary still has replicas below it, it keeps its own place.
 */
export function layOut(trees: readonly Branch[], available: number): Picture {
  const vacant =
    trees.length > 0 &&
    trees.every(tree => !tree.primary && tree.below.length === 0);
  return wideWidth(trees) <= available
    ? wideLayout(trees, vacant)
    : narrowLayout(trees, Math.max(available, LEAST_WIDTH), vacant);
}
