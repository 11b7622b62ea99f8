import { NearestPoints, NotRecoverable } from './NotRecoverable';
import { ArchiveGap, Recoverability } from './recoverability';
import { instant, microsOf } from './instant';

/**
 * Why no backup can be brought to a moment, with the nearest moments that one can be brought to.
 *
 * @param reach - what each archive and all backups together can be restored to
 * @param archivedTo - the newest commit time in any archive
 * @param otherwise - what speaks against it though it lies in a range
 */
export function notRecoverableTo(
  moment: number,
  reach: readonly Recoverability[],
  archivedTo: number,
  otherwise: Error,
): Error {
  const ranges = reach.flatMap(one => one.ranges);
  if (ranges.length === 0) return otherwise;
  const befores = ranges
    .map(({ to }) => microsOf(to))
    .filter(to => to < moment);
  const afters = ranges
    .map(({ from }) => microsOf(from))
    .filter(from => from > moment);
  const nearest: NearestPoints = {
    ...(befores.length > 0 && { before: instant(Math.max(...befores)) }),
    ...(afters.length > 0 && { after: instant(Math.min(...afters)) }),
  };
  const gap = reach
    .flatMap(({ gaps }) => gaps)
    .find(({ from, to }) => microsOf(from) < moment && moment < microsOf(to));
  if (gap) return new NotRecoverable(inGap(moment, gap), nearest);
  if (moment > archivedTo)
    return new NotRecoverable(
      `Nothing is archived that was committed at ${instant(moment)} or later.`,
      nearest,
    );
  return befores.length === 0 && afters.length === ranges.length
    ? new NotRecoverable(
        `${instant(moment)} is before all that can be restored.`,
        nearest,
      )
    : otherwise;
}

function inGap(moment: number, { from, to, missing }: ArchiveGap): string {
  return `${instant(
    moment,
  )} lies in a gap of the archive, from ${from} to ${to}: ${
    missing
      ? `the transactions ${missing} are in no archive.`
      : 'an object of the archive is gone.'
  }`;
}
