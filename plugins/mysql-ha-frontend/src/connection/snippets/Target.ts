import type {
  ClusterKey,
  ConnectionDetails,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What a snippet may use. */
export interface Target {
  readonly cluster: ClusterKey;
  readonly connection: ConnectionDetails;
}
