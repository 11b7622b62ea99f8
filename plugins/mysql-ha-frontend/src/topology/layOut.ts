import type { Picture } from './Picture';
import { narrowLayout } from './narrowLayout';
import { Branch, columnOf } from './tree';
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
  const placed = besideReplicas(trees);
  return wideWidth(placed) <= available
    ? wideLayout(placed, vacant)
    : narrowLayout(placed, Math.max(available, LEAST_WIDTH), vacant);
}

/** Newcomers stand in line with the replicas of the only source, though no arrow leads to them yet. */
function besideReplicas(trees: readonly Branch[]): readonly Branch[] {
  const [source, ...others] = trees.filter(tree => columnOf(tree) === 0);
  if (!source || others.length > 0) return trees;
  const newcomers = trees.filter(tree => tree !== source);
  const below = [...source.below, ...newcomers].sort((a, b) =>
    a.instance.name.localeCompare(b.instance.name, 'en', { numeric: true }),
  );
  return [{ ...source, below }];
}
