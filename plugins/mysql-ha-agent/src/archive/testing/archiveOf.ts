import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Chapter, chapterFormat, folderOf } from '../chapter';
import { Archive } from '../readArchive';
import { Segment } from '../segmentKey';

/** A segment of these transactions; times are microseconds. */
export function segmentOf(
  gtids: string,
  from = 0,
  to = from,
  more: Partial<Segment> = {},
): Segment {
  const set = GtidSet.parse(gtids);
  return {
    ...{ key: `segment-${gtids}`, sequence: 0, transactions: set.count() },
    ...{ from, to, gtids: set, sha256: '', bytes: 100 },
    ...more,
  };
}

/** A chapter; its segments are numbered here. */
export function chapterOf({
  after = '',
  segments = [],
  number = 1,
  ...more
}: {
  readonly after?: string;
  readonly segments?: readonly Segment[];
  readonly number?: number;
} & Partial<Pick<Chapter, 'reason' | 'openedAt' | 'orphans'>>): Chapter {
  return {
    ...{
      format: chapterFormat,
      cluster: { namespace: 'shop', name: 'orders' },
    },
    ...{ writer: 'w', reason: 'Resumed', openedAt: '2026-01-01T00:00:00Z' },
    ...{ term: 1, primary: 'p', source: 'orders-1' },
    ...{ orphans: GtidSet.EMPTY, missing: GtidSet.EMPTY },
    folder: folderOf(number, 'w'),
    after: GtidSet.parse(after),
    segments: segments.map((segment, sequence) => ({ ...segment, sequence })),
    ...more,
  };
}

/** An archive of these chapters, numbered here. */
export function archiveOf(
  ...chapters: readonly Parameters<typeof chapterOf>[0][]
): Archive {
  return {
    path: 'archive',
    chapters: chapters.map((one, index) =>
      chapterOf({ number: index + 1, ...one }),
    ),
  };
}
