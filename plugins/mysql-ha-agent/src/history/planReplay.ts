import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive } from '../archive/readArchive';
import { Segment } from '../archive/segmentKey';
import { NotRecoverable } from './NotRecoverable';
import { SavedState } from './SavedState';
import { instant } from './instant';
import { LineageSegment, lineageOf } from './lineage';
import { Position, positionAt } from './positionAt';
import { rangesOf } from './rangesOf';

/** Up to when: a moment in microseconds since 1970, inclusive, or exactly these transactions. @public */
export type ReplayTarget =
  | { readonly time: number }
  | { readonly gtidSet: GtidSet };

/** A segment that is applied. @public */
export interface ReplayStep {
  readonly segment: Segment;
  /** Of its transactions those that may be applied. */
  readonly apply: GtidSet;
  /** Nothing from the first transaction on that was committed later than this. */
  readonly until?: number;
  /** With `until`: of its transactions those that the backup holds; none of them may be later. */
  readonly saved?: GtidSet;
}

/**
 * What has to be applied to a backup, in this order, to bring it to a moment or to a GTID set.
 *
 * @throws NotRecoverable naming what is missing and the nearest moments
 * @public
 */
export function planReplay(
  archive: Archive,
  base: SavedState,
  target: ReplayTarget,
): readonly ReplayStep[] {
  return 'time' in target
    ? toMoment(archive, base, target.time)
    : toSet(archive, base, target.gtidSet);
}

function toMoment(
  archive: Archive,
  base: SavedState,
  moment: number,
): readonly ReplayStep[] {
  const refuse = (why: string) =>
    new NotRecoverable(
      `The backup ${base.name} can’t be restored to ${instant(moment)}: ${why}`,
      nearest(archive, base, moment),
    );
  const position = positionAt(archive, moment);
  const held = base.gtidExecuted;
  if (!position) {
    if (archive.chapters[0]?.after.equals(held) && moment >= base.completedAt)
      return [];
    throw refuse('that is before the archive begins.');
  }
  const { whole, partial, lineage, chapter } = position;
  const provided = unionOf(whole);
  const own = unionOf(whole.filter(part => part.chapter === chapter));
  const expected = lineage.precedes[chapter].union(own);
  const missing = expected.subtract(held).subtract(provided);
  if (!missing.isEmpty())
    throw refuse(`the transactions ${missing} are in no archive.`);
  requireNoHole(position, refuse);
  requireAllUntil(moment, archive, position, expected.union(held), refuse);
  const more = held
    .subtract(expected)
    .subtract(partial?.provides ?? GtidSet.EMPTY);
  if (!more.isEmpty())
    throw refuse(
      `it holds ${more}, which was committed later or undone before.`,
    );
  return [
    ...stepsOf(whole, held),
    ...(partial ? [lastStep(partial, held.union(provided), held, moment)] : []),
  ];
}

/** A segment that is gone leaves a hole in the numbers of its chapter. */
function requireNoHole(
  { whole, partial, chapter }: Position,
  refuse: (why: string) => Error,
): void {
  const parts = partial ? [...whole, partial] : whole;
  const numbers = parts
    .filter(part => part.chapter === chapter)
    .map(({ segment }) => segment.sequence);
  const hole = numbers.findIndex((number, index) => number !== index);
  if (hole >= 0)
    throw refuse(
      `an object of the archive is gone, before ${
        parts.find(({ segment }) => segment.sequence === numbers[hole])?.segment
          .key
      }.`,
    );
}

/** What is in no archive may have been committed between the last that is and the moment. */
function requireAllUntil(
  moment: number,
  { chapters }: Archive,
  position: Position,
  known: GtidSet,
  refuse: (why: string) => Error,
): void {
  const { whole, partial, next, chapter } = position;
  const isLater = whole.every(({ segment }) => segment.to < moment);
  if (partial || !isLater) return;
  if (next) {
    requireNoHole({ ...position, partial: next }, refuse);
    return;
  }
  const missing = chapters[chapter + 1]?.after.subtract(known);
  if (missing && !missing.isEmpty())
    throw refuse(
      `the transactions ${missing}, which may have been committed before it, are in no archive.`,
    );
}

function toSet(
  archive: Archive,
  base: SavedState,
  wanted: GtidSet,
): readonly ReplayStep[] {
  const held = base.gtidExecuted;
  const more = held.subtract(wanted);
  const refuse = (why: string) =>
    new NotRecoverable(
      `The backup ${base.name} can’t be restored to ${wanted}: ${why}`,
    );
  if (!more.isEmpty())
    throw refuse(`it holds ${more} besides. Choose an older backup.`);
  const needed = wanted.subtract(held);
  let least = needed;
  for (let end = archive.chapters.length; end > 0; end--) {
    const parts = lineageOf(archive.chapters.slice(0, end)).segments;
    const missing = needed.subtract(unionOf(parts));
    if (missing.isEmpty())
      return stepsOf(parts, held)
        .map(step => ({ ...step, apply: step.apply.intersect(needed) }))
        .filter(({ apply }) => !apply.isEmpty());
    if (missing.count() < least.count()) least = missing;
  }
  if (needed.isEmpty()) return [];
  throw refuse(`the transactions ${least} are in no archive.`);
}

/** Also when all of it is there already: the backup may hold what was committed after the moment. */
function lastStep(
  { segment, provides }: LineageSegment,
  done: GtidSet,
  held: GtidSet,
  until: number,
): ReplayStep {
  return {
    ...{ segment, until, apply: provides.subtract(done) },
    saved: provides.intersect(held),
  };
}

/** Each transaction once: two archivers may have written it. */
function stepsOf(
  parts: readonly LineageSegment[],
  held: GtidSet,
): readonly ReplayStep[] {
  let done = held;
  return parts.flatMap(({ segment, provides }) => {
    const apply = provides.subtract(done);
    done = done.union(provides);
    return apply.isEmpty() ? [] : [{ segment, apply }];
  });
}

function unionOf(parts: readonly LineageSegment[]): GtidSet {
  return parts.reduce(
    (set, { provides }) => set.union(provides),
    GtidSet.EMPTY,
  );
}

/** The nearest moments that this backup can be restored to. */
function nearest(archive: Archive, base: SavedState, moment: number) {
  const ranges = rangesOf(archive.chapters, base);
  const before = ranges.filter(({ to }) => to < moment).map(({ to }) => to);
  const after = ranges.filter(({ from }) => from > moment).map(one => one.from);
  return {
    ...(before.length > 0 && { before: instant(Math.max(...before)) }),
    ...(after.length > 0 && { after: instant(Math.min(...after)) }),
  };
}
