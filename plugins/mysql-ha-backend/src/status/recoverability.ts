import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Snapshot } from '../observe';

/**
 * Which moments can be restored. Pure.
 *
 * @param before - what was shown last, which holds until the archiver says otherwise: nothing that was archived goes by itself
 */
export function recoverability(
  { spec, archive }: Pick<Snapshot, 'spec' | 'archive'>,
  before: ClusterStatus['recoverability'],
): ClusterStatus['recoverability'] {
  if (!spec.backup?.archiveBinlogs) return undefined;
  const now = archive?.recoverability ?? before;
  return now?.earliest === undefined ? undefined : now;
}
