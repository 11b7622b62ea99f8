import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Whether an incident may have cost acknowledged transactions of which nobody knows: commits waited for no replica, and
 * the old primary could not be asked what it committed last.
 */
export function mayHaveLost(incident: Incident): boolean {
  return (
    incident.kind === 'Failover' &&
    incident.to !== undefined &&
    incident.transactionsLost === undefined &&
    incident.waitedFor === 0
  );
}
