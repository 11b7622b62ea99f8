import { Chapter } from '../archive/chapter';
import { RangeWalk, RestorableRange } from './RangeWalk';
import { SavedState } from './SavedState';

/** The moments that a backup can be restored to with an archive. */
export function rangesOf(
  chapters: readonly Chapter[],
  backup: SavedState,
): readonly RestorableRange[] {
  const walk = new RangeWalk(backup);
  chapters.forEach((chapter, index) => {
    walk.enter(chapter, chapters[index - 1]);
    chapter.segments.forEach(({ sequence, gtids, from, to }, at) => {
      if (sequence !== at) walk.tear();
      walk.pass(gtids, from, to);
    });
  });
  return walk.ranges();
}
