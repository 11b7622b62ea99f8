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
  const segments: LineageSegment[][] = [];
  const precedes: GtidSet[] = [];
  let kept: GtidSet | undefined;
  for (let index = chapters.length - 1; index >= 0; index--) {
    const { after, segments: own } = chapters[index];
    const keep = (set: GtidSet) => (kept ? set.intersect(kept) : set);
    segments.unshift(
      own.map(segment => ({
        chapter: index,
        segment,
        provides: keep(segment.gtids),
      })),
    );
    precedes.unshift(keep(after));
    kept = keep(after);
  }
  return { segments: segments.flat(), precedes };
}
