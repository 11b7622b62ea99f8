import type { ArchiveReport } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Which moments can be restored now. What was told of it is up to a minute old: what came since extends it, as long as it
 * came into the chapter that goes on where the range ends; after a failover that lost something, or a gap, only the next
 * telling knows.
 */
export function rangeOf(
  told: Extract<ArchiveReport, { state: 'Recoverable' }>,
  following: Extract<ArchiveReport, { state: 'Following' }> | undefined,
): NonNullable<ClusterStatus['recoverability']> {
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
