import { Arrow, Box, BOX_HEIGHT, EDGE, HEAD, Picture, VACANT } from './Picture';
import { Branch, columnOf } from './tree';

const INDENT = 30;
const ROW = BOX_HEIGHT + 30;

/** Sources above what replicates from them, which is indented. */
export function narrowLayout(
  trees: readonly Branch[],
  width: number,
  vacant: boolean,
): Picture {
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const at = (index: number) => HEAD + index * ROW;
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
    height: at(boxes.length) - (ROW - BOX_HEIGHT) + EDGE,
    boxes,
    arrows,
  };
}
