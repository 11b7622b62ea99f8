import {
  DELETE_WITH_DATA_ANNOTATION,
  isRefuted,
  MySQLBackup,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The backups of a cluster that Kubernetes knows of, by their paths in the store. */
export interface BackupsNow {
  /** Somebody has decided that its data go, or a proof has shown that they don’t come back. */
  readonly lost: readonly string[];
  readonly kept: readonly string[];
}

/** Which of them something can be restored from. One that is deleted without its data is no more known, and as good as before. */
export function backupsNow(backups: readonly MySQLBackup[]): BackupsNow {
  const lost: string[] = [];
  const kept: string[] = [];
  for (const { metadata, status } of backups) {
    if (status.path === undefined) continue;
    const goes =
      metadata.annotations[DELETE_WITH_DATA_ANNOTATION] === 'true' ||
      isRefuted(status);
    (goes ? lost : kept).push(status.path);
  }
  return { lost, kept };
}
