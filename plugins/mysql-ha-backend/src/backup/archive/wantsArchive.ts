import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Whether a cluster’s binary log is to be archived: its spec asks for it, and it has a primary of its own. One that follows a
 * MySQL outside has nobody who may commit.
 */
export function wantsArchive({ metadata, spec, status }: MySQLCluster) {
  return (
    !metadata.deletionTimestamp &&
    spec.backup?.archiveBinlogs === true &&
    !spec.externalSource &&
    status.primary !== undefined
  );
}
