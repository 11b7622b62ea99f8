import type { InstanceStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Branch, Replication } from './tree';

/** A box of the picture, in its own units (1 is a pixel when nothing is scaled). */
export interface Box {
  readonly name: string;
  /** Left out for the empty place of a primary that doesn't exist. */
  readonly instance?: InstanceStatus;
  readonly primary: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** An arrow of the picture. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly replication: Replication;
  /** SVG path. */
  readonly path: string;
  /** Where the lag is written. */
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle';
  };
}

/** The picture. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Columns side by side, or one below the other where there is no room. */
  readonly shape: 'wide' | 'narrow';
}

/** Height of a box. */
export const BOX_HEIGHT = 76;
const BOX_WIDTH = 212;
const ROW = BOX_HEIGHT + 18;
const ARROW = 148;
const COLUMN = BOX_WIDTH + ARROW;
const HEAD = 30;
const EDGE = 6;
const INDENT = 30;
const NARROW_ROW = BOX_HEIGHT + 30;

/** The name of the empty place. */
export const VACANT = '';

/**
 * Lays the trees out from left to right; where `available` pixels are too few, from top to bottom.
 * When nothing replicates and there is no primary, its place is drawn empty, so that the replicas don't jump when one
 * is chosen. While a lost primary still has replicas below it, it keeps its own place.
 */
export function layOut(trees: readonly Branch[], available: number): Layout {
  const vacant =
    trees.length > 0 &&
    trees.every(tree => !tree.primary && tree.below.length === 0);
  const depth = Math.max(
    0,
    ...trees.map(tree => columnOf(tree) + depthOf(tree)),
  );
  const needed = depth * COLUMN - ARROW + 2 * EDGE;
  return needed <= available
    ? wide(trees, depth, vacant)
    : narrow(trees, Math.max(available, 260), vacant);
}

/** A newcomer that replicates from nothing yet waits where the replicas are, not where the primary is. */
function columnOf(tree: Branch): number {
  return tree.primary || tree.below.length > 0 ? 0 : 1;
}

function depthOf(branch: Branch): number {
  return 1 + Math.max(0, ...branch.below.map(depthOf));
}

function wide(
  trees: readonly Branch[],
  depth: number,
  vacant: boolean,
): Layout {
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  let row = 0;

  const place = (branch: Branch, column: number): Box => {
    const children = branch.below.map(each => place(each, column + 1));
    const first = children.at(0);
    const last = children.at(-1);
    const y = first && last ? (first.y + last.y) / 2 : HEAD + row++ * ROW;
    const box: Box = {
      name: branch.instance.name,
      instance: branch.instance,
      primary: branch.primary,
      x: EDGE + column * COLUMN,
      y,
      width: BOX_WIDTH,
    };
    boxes.push(box);
    children.forEach((child, index) => {
      const { replication } = branch.below[index];
      if (!replication) return;
      const x1 = box.x + BOX_WIDTH;
      const y1 = box.y + BOX_HEIGHT / 2;
      const y2 = child.y + BOX_HEIGHT / 2;
      const middle = x1 + ARROW * 0.4;
      arrows.push({
        from: box.name,
        to: child.name,
        replication,
        path: `M ${x1} ${y1} C ${middle} ${y1}, ${x1 + ARROW * 0.2} ${y2}, ${
          x1 + ARROW * 0.5
        } ${y2} L ${child.x - 7} ${y2}`,
        label: { x: x1 + ARROW * 0.68, y: y2 - 7, anchor: 'middle' },
      });
    });
    return box;
  };

  trees.forEach(tree => place(tree, columnOf(tree)));
  if (vacant) {
    const ys = boxes.map(box => box.y);
    boxes.push({
      name: VACANT,
      primary: true,
      x: EDGE,
      y: (Math.min(...ys) + Math.max(...ys)) / 2,
      width: BOX_WIDTH,
    });
  }
  return {
    shape: 'wide',
    width: depth * COLUMN - ARROW + 2 * EDGE,
    height: HEAD + Math.max(1, row) * ROW - (ROW - BOX_HEIGHT) + EDGE,
    boxes,
    arrows,
  };
}

function narrow(
  trees: readonly Branch[],
  width: number,
  vacant: boolean,
): Layout {
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const at = (index: number) => HEAD + index * NARROW_ROW;
  if (vacant) {
    boxes.push({
      name: VACANT,
      primary: true,
      x: EDGE,
      y: at(0),
      width: width - 2 * EDGE,
    });
  }
  const place = (branch: Branch, column: number, source?: Box) => {
    const x = EDGE + column * INDENT;
    const box: Box = {
      name: branch.instance.name,
      instance: branch.instance,
      primary: branch.primary,
      x,
      y: at(boxes.length),
      width: width - EDGE - x,
    };
    boxes.push(box);
    if (source && branch.replication) {
      const down = source.x + INDENT / 2;
      const y = box.y + BOX_HEIGHT / 2;
      arrows.push({
        from: source.name,
        to: box.name,
        replication: branch.replication,
        path: `M ${down} ${source.y + BOX_HEIGHT} L ${down} ${y} L ${
          x - 7
        } ${y}`,
        label: { x: box.x + 10, y: box.y - 8, anchor: 'start' },
      });
    }
    branch.below.forEach(each => place(each, column + 1, box));
  };
  trees.forEach(tree => place(tree, columnOf(tree)));
  return {
    shape: 'narrow',
    width,
    height: at(boxes.length) - (NARROW_ROW - BOX_HEIGHT) + EDGE,
    boxes,
    arrows,
  };
}
