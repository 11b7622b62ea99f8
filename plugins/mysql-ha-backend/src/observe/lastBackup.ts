import {
  ClusterKey,
  isOwnBackup,
  isRefuted,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';

const parse = parseOnce(mysqlBackupSchema);

/** The newest backup of a cluster that succeeded. */
export interface LastBackup {
  readonly name: string;
  /** RFC 3339. */
  readonly completedAt: string;
}

/**
 * The newest backup that succeeded, and of which no restore has shown the contrary; from the watch, so it costs nothing.
 *
 * @param foundSince - one that was found in its location counts only if it was made later: an earlier cluster of the same
 * name may have had other data
 */
export function lastBackupOf(
  kubernetes: Pick<KubernetesAdapter, 'listOwned'>,
  { namespace, name }: ClusterKey,
  foundSince?: string,
): LastBackup | undefined {
  const since = Date.parse(foundSince ?? '') || -Infinity;
  return kubernetes
    .listOwned('MySQLBackup', namespace, name)
    .flatMap(object => parse(object) ?? [])
    .filter(isOwnBackup)
    .filter(
      ({ status: { origin, completedAt = '' } }) =>
        origin === undefined || Date.parse(completedAt) >= since,
    )
    .flatMap(({ metadata, status }) =>
      status.phase === 'Succeeded' && status.completedAt && !isRefuted(status)
        ? [{ name: metadata.name, completedAt: status.completedAt }]
        : [],
    )
    .sort((a, b) => Date.parse(b.completedAt) - Date.parse(a.completedAt))[0];
}
