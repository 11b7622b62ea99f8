/** The algebra of GTID sets; the agent needs it too, so it stands in the common package. */
export { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
export type { GtidOrder } from '@mysql-ha/backstage-plugin-mysql-ha-common';
