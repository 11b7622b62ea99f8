import { Archive } from '../archive/readArchive';
import { Lineage, LineageSegment, lineageOf } from './lineage';
import { NotRecoverable } from './NotRecoverable';
import { instant } from './instant';

/** Clocks of a cluster’s servers may differ by so much: a primary that takes over may seem to commit earlier. */
const skewMicros = 2_000_000;

/** Where a moment lies in an archive. */
export interface Position {
  readonly lineage: Lineage;
  /** The chapter in which the moment lies. */
  readonly chapter: number;
  /** Segments that are of before the moment as a whole. */
  readonly whole: readonly LineageSegment[];
  /** The one in which the moment lies. */
  readonly partial?: LineageSegment;
  /** Without `partial`: the first one after the moment, as far as it leads to the same chapter. */
  readonly next?: LineageSegment;
}

/**
 * Finds a moment: all that was committed until then, and nothing after the first commit that is later. What was cut off
 * before the moment isn’t a part of it; what was cut off later still is.
 *
 * @returns undefined when the moment is before all that was archived
 * @throws NotRecoverable when it is after the archive’s end, or when the primary’s clock told it twice
 */
export function positionAt(
  { chapters }: Archive,
  moment: number,
): Position | undefined {
  const times = chapters.flatMap(({ segments }) =>
    segments.map(({ to }) => to),
  );
  const latest = times.reduce((most, time) => Math.max(most, time), 0);
  if (moment > latest)
    throw new NotRecoverable(
      `Nothing is archived that was committed at ${instant(moment)} or later.`,
      latest > 0 ? { before: instant(latest) } : {},
    );
  const last = chapters.findLastIndex(({ segments }) =>
    segments.some(({ from }) => from <= moment),
  );
  if (last < 0) return undefined;
  const lineage = lineageOf(chapters.slice(0, last + 1));
  const parts = lineage.segments.filter(({ provides }) => !provides.isEmpty());
  const stop = parts.findIndex(({ segment }) => segment.to > moment);
  if (stop < 0) return { lineage, chapter: last, whole: parts };
  requireOneMoment(parts.slice(stop), moment);
  const at = parts[stop];
  return {
    lineage,
    chapter: at.chapter,
    whole: parts.slice(0, stop),
    ...(at.segment.from <= moment ? { partial: at } : { next: at }),
  };
}

/** A clock that was put back tells moments twice. */
function requireOneMoment(
  [stop, ...later]: readonly LineageSegment[],
  moment: number,
): void {
  const again = later.findLast(({ segment }) => segment.from <= moment);
  if (!again || stop.segment.to - moment <= skewMicros) return;
  throw new NotRecoverable(
    `The clock of the primary was put back between ${instant(
      stop.segment.to,
    )} and ${instant(again.segment.from)}, so ${instant(
      moment,
    )} is two moments: choose one by pointInTime.gtidSet. The earlier one ends before ${
      stop.provides
    }, the later one with ${again.provides}.`,
  );
}
