import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Chapter, gtidsOf } from '../archive/chapter';
import { Archive } from '../archive/readArchive';

/**
 * The chapters that no kept backup needs for any moment after it: those before the last one that each of them contains
 * the beginning of. Without a backup nothing is removable, as somebody may only have failed to see it.
 *
 * @param kept - the GTID sets of all backups that are kept, refuted ones too: somebody may yet get something out of them
 * @public
 */
export function removableChapters(
  { chapters }: Archive,
  kept: readonly GtidSet[],
): readonly Chapter[] {
  if (kept.length === 0) return [];
  const needed = kept.map(base => firstNeeded(chapters, base));
  return chapters.slice(0, Math.min(...needed));
}

/** The index of the first chapter that a restore from here could need. */
function firstNeeded(chapters: readonly Chapter[], base: GtidSet): number {
  let needed = 0;
  let before = GtidSet.EMPTY;
  chapters.forEach((chapter, index) => {
    // Who holds what was cut off here goes on with what lies before the cut.
    const orphans = base.intersect(before).subtract(chapter.after);
    if (base.contains(chapter.after) && orphans.isEmpty()) needed = index;
    before = before.union(gtidsOf(chapter));
  });
  return needed;
}
