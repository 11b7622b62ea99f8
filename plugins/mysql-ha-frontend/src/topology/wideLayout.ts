import { Arrow, Box, BOX_HEIGHT, EDGE, HEAD, Picture, VACANT } from './Picture';
import { Branch, columnOf, depthOf } from './tree';

const BOX_WIDTH = 212;
/** Room for the name of a Service above any box. */
const ROW = BOX_HEIGHT + 28;
const ARROW = 148;
const COLUMN = BOX_WIDTH + ARROW;

/** The pixels that columns side by side need. */
export function wideWidth(trees: readonly Branch[]): number {
  const depth = Math.max(
    0,
    ...trees.map(tree => columnOf(tree) + depthOf(tree)),
  );
  return depth * COLUMN - ARROW + 2 * EDGE;
}

/** Sources to the left of what replicates from them, each in the middle of its own. */
export function wideLayout(trees: readonly Branch[], vacant: boolean): Picture {
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
    width: wideWidth(trees),
    height: HEAD + Math.max(1, row) * ROW - (ROW - BOX_HEIGHT) + EDGE,
    boxes,
    arrows,
  };
}
