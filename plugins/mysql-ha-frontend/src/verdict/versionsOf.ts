import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The MySQL versions that run, lowest first; `undefined` when none is known. */
export function versionsOf(cluster: ClusterView): string | undefined {
  const versions = new Set(
    (cluster.status.instances ?? []).flatMap(each => each.version ?? []),
  );
  return versions.size === 0 ? undefined : [...versions].sort().join(', ');
}
