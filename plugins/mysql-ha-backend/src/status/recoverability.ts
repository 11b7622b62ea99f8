import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Snapshot } from '../observe';

/**
 * Which moments can be restored. Pure.
 *
 * @param before - what was shown last, which holds until the archiver says otherwise: nothing that was archived goes by itself;
 * but what lies in another location is not where a restore of this cluster looks
 */
export function recoverability(
  { spec, archive }: Pick<Snapshot, 'spec' | 'archive'>,
  before: ClusterStatus['recoverability'],
): ClusterStatus['recoverability'] {
  if (!spec.backup?.archiveBinlogs) return undefined;
  const { locationName } = spec.backup;
  const now = archive?.recoverability;
  if (now)
    return now.earliest === undefined ? undefined : { ...now, locationName };
  // An engine of before did not record where.
  return (before?.locationName ?? locationName) === locationName
    ? before
    : undefined;
}
