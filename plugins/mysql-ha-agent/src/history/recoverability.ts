import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive } from '../archive/readArchive';
import { SavedState } from './SavedState';
import { instant } from './instant';
import { RestorableRange } from './RangeWalk';
import { rangesOf } from './rangesOf';

/** Moments that can’t be restored, though earlier and later ones can. @public */
export interface ArchiveGap {
  /** The last moment before it that can be restored, RFC 3339. */
  readonly from: string;
  /** The first one after it. */
  readonly to: string;
  /** The transactions that are in no archive; empty when that isn’t known. */
  readonly missing: string;
}

/** The moments that can be restored. @public */
export interface Recoverability {
  /** RFC 3339; left out, as `latest`, when nothing can be restored to a moment. */
  readonly earliest?: string;
  readonly latest?: string;
  /** In their order. */
  readonly gaps: readonly ArchiveGap[];
  /** What the newest chapter is continued by can be restored too; left out when it can’t. */
  readonly goesOn?: true;
  /** Each backup with the moments that it can be restored to. */
  readonly ranges: readonly {
    readonly backup: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/**
 * What an archive and backups together can be restored to.
 *
 * @param backups - of all databases; one that was refuted is the beginning of nothing
 * @public
 */
export function recoverability(
  archive: Archive,
  backups: readonly SavedState[],
): Recoverability {
  const ranges = backups
    .filter(({ refuted }) => !refuted)
    .flatMap(backup => rangesOf(archive.chapters, backup))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged = mergedOf(ranges);
  const first = merged[0];
  const last = merged[merged.length - 1];
  return {
    ...(first && { earliest: instant(first.from) }),
    ...(last && { latest: instant(last.to) }),
    gaps: merged.slice(1).map((next, index) => ({
      from: instant(merged[index].to),
      to: instant(next.from),
      missing: (merged[index].missing ?? GtidSet.EMPTY).toString(),
    })),
    ...(ranges.some(({ goesOn }) => goesOn) && { goesOn: true }),
    ranges: ranges.map(({ backup, from, to }) => ({
      ...{ backup, from: instant(from), to: instant(to) },
    })),
  };
}

function mergedOf(
  sorted: readonly RestorableRange[],
): readonly RestorableRange[] {
  const merged: RestorableRange[] = [];
  for (const range of sorted) {
    const last = merged[merged.length - 1];
    if (!last || range.from > last.to) merged.push(range);
    else if (range.to > last.to)
      merged[merged.length - 1] = { ...range, from: last.from };
  }
  return merged;
}
