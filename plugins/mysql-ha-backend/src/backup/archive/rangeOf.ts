import type { ArchiveReport } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

type Told = Extract<ArchiveReport, { state: 'Recoverable' }>;
type Range = NonNullable<ClusterStatus['recoverability']>;

/** A status has room for so many, the newest. */
const MOST_GAPS = 10;

/**
 * Which moments can be restored now. What was told of it is up to a minute old: what came since extends it, as long as it
 * came into the chapter that goes on where the range ends; after a failover that lost something, or a gap, only the next
 * telling knows. What went since shortens it at once.
 *
 * @param lost - paths of backups that are being deleted, or that a proof has refuted
 */
export function rangeOf(
  told: Told,
  following: Extract<ArchiveReport, { state: 'Following' }> | undefined,
  lost: ReadonlySet<string> = new Set(),
): Range {
  if (told.ranges.some(({ backup }) => lost.has(backup)))
    return withoutLost(told, lost);
  const { earliest, latest, gaps, chapter } = told;
  if (earliest === undefined || latest === undefined) return {};
  const goesOn = chapter !== undefined && chapter === following?.chapter;
  const archivedTo = (goesOn && following?.archivedTo) || latest;
  return {
    earliest,
    // Both have six decimals and are of UTC.
    latest: archivedTo > latest ? archivedTo : latest,
    ...(gaps.length > 0 && { gaps: [...gaps] }),
  };
}

/** What the others among them reach, which the next telling may find to be more. */
function withoutLost({ ranges, gaps }: Told, lost: ReadonlySet<string>): Range {
  const merged: { from: string; to: string }[] = [];
  const sorted = ranges
    .filter(({ backup }) => !lost.has(backup))
    .sort((a, b) => a.from.localeCompare(b.from));
  for (const { from, to } of sorted) {
    const last = merged[merged.length - 1];
    if (!last || from > last.to) merged.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  const [first] = merged;
  const last = merged[merged.length - 1];
  if (!first || !last) return {};
  const between = merged.slice(1).map(({ from: to }, index) => {
    const from = merged[index]?.to ?? first.to;
    const known = gaps.find(gap => gap.from === from && gap.to === to);
    return known ?? { from, to, missing: '' };
  });
  return {
    ...{ earliest: first.from, latest: last.to },
    ...(between.length > 0 && { gaps: between.slice(-MOST_GAPS) }),
  };
}
