import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Chapter, ChapterBegin, heldAtEnd } from './chapter';
import { SeenInstance } from './choose';

/** How a new chapter begins. */
export type Opening = Pick<
  ChapterBegin,
  'reason' | 'after' | 'orphans' | 'missing'
>;

/**
 * How the archive goes on from its newest chapter. What the primary lacks was lost in a failover or undone by a restore:
 * it is cut off. What the source’s binary logs lack and the archive too is a gap.
 *
 * @param another - the archive is of another cluster of the same name, which may have none of its data
 * @throws Error when the archive is of another cluster, and nobody said so
 */
export function openingOf(
  newest: Chapter | undefined,
  primary: SeenInstance,
  source: SeenInstance,
  another = false,
): Opening {
  // An errant transaction of a replica is nobody’s loss.
  const purged = source.purged.intersect(primary.executed);
  if (!newest)
    return {
      reason: 'Started',
      after: purged,
      orphans: GtidSet.EMPTY,
      missing: GtidSet.EMPTY,
    };
  const held = heldAtEnd(newest);
  const kept = held.intersect(primary.executed);
  if (kept.isEmpty() && !held.isEmpty() && !another)
    throw new Error(
      `The archive holds transactions of other servers alone (${held}), and nothing that ${primary.name} has (${primary.executed}): it is of another cluster. Nothing was written. Give each cluster a path of its own.`,
    );
  const orphans = held.subtract(kept);
  const missing = purged.subtract(kept);
  return {
    reason: reasonOf(orphans, missing),
    after: kept.union(missing),
    orphans,
    missing,
  };
}

function reasonOf(orphans: GtidSet, missing: GtidSet): Opening['reason'] {
  if (!missing.isEmpty()) return 'Gap';
  return orphans.isEmpty() ? 'Resumed' : 'Cut';
}
