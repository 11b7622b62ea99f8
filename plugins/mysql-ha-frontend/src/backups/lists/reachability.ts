import type { BackupLocationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Whether backups can be kept in a location, and its store's own words. */
export function reachability({ status }: BackupLocationView) {
  const condition = status.conditions?.find(({ type }) => type === 'Reachable');
  return {
    holds: condition?.status ?? ('Unknown' as const),
    message: condition?.message,
    /** What could not be looked at among the artifacts there. */
    discovery: status.discovery?.message,
  };
}
