import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Chapter } from '../archive/chapter';
import { Segment } from '../archive/segmentKey';

/** A segment, and which of its transactions are a part of what comes later. */
export interface LineageSegment {
  readonly chapter: number;
  readonly segment: Segment;
  readonly provides: GtidSet;
}

/** What leads to one chapter. */
export interface Lineage {
  readonly segments: readonly LineageSegment[];
  /** By chapter: what precedes it, without what was cut off later. */
  readonly precedes: readonly GtidSet[];
}

/**
 * What leads to the last of these chapters. A transaction of an earlier one belongs to it when all in between name it
 * among what precedes them: else it was lost in a failover or undone by a restore, and its GTID may even have been given
 * to another transaction since.
 */
export function lineageOf(chapters: readonly Chapter[]): Lineage {
  const precedes = chapters.reduceRight<readonly GtidSet[]>(
    (later, { after }) => [kept(after, later[0]), ...later],
    [],
  );
  const segments = chapters.flatMap((chapter, index) =>
    chapter.segments.map(segment => ({
      ...{ chapter: index, segment },
      provides: kept(segment.gtids, precedes[index + 1]),
    })),
  );
  return { segments, precedes };
}

/** What all later chapters name among what precedes them; the last one has none after it. */
function kept(set: GtidSet, later: GtidSet | undefined): GtidSet {
  return later ? set.intersect(later) : set;
}
