import {
  BackupLocationView,
  BackupScheduleView,
  BackupView,
  DELETE_WITH_DATA_ANNOTATION,
  MySQLBackup,
  MySQLBackupLocation,
  MySQLBackupSchedule,
  MySQLRestore,
  REQUESTED_BY_ANNOTATION,
  RestoreView,
  SCHEDULE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A backup as the API shows it. */
export function backupView(backup: MySQLBackup): BackupView {
  const { metadata, spec, status } = backup;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdAt: metadata.creationTimestamp,
    deleting: isGoing(backup),
    schedule: metadata.labels[SCHEDULE_LABEL],
    requestedBy: metadata.annotations[REQUESTED_BY_ANNOTATION],
    spec,
    status,
  };
}

/** Whether somebody, or its retention, has decided that it goes. */
export function isGoing({ metadata }: MySQLBackup): boolean {
  return (
    metadata.deletionTimestamp !== undefined ||
    metadata.annotations[DELETE_WITH_DATA_ANNOTATION] === 'true'
  );
}

/** A schedule of backups as the API shows it. */
export function backupScheduleView({
  metadata,
  spec,
  status,
}: MySQLBackupSchedule): BackupScheduleView {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdAt: metadata.creationTimestamp,
    spec,
    status,
  };
}

/** A restore as the API shows it. */
export function restoreView({
  metadata,
  spec,
  status,
}: MySQLRestore): RestoreView {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdAt: metadata.creationTimestamp,
    spec,
    status,
  };
}

/** A place for backups as the API shows it: its spec names Secrets, and stays here, as do the engine’s own marks. */
export function backupLocationView({
  metadata,
  status,
}: MySQLBackupLocation): BackupLocationView {
  const { discovery } = status;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    status: discovery
      ? { ...status, discovery: { ...discovery, seen: undefined } }
      : status,
  };
}
