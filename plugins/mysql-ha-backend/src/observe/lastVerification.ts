import {
  BackupStatus,
  ClusterKey,
  isOwnBackup,
  isRefuted,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';

const parse = parseOnce(mysqlBackupSchema);

/** What restores into throw-away instances have shown of a cluster’s backups. */
export interface LastVerification {
  /** The one that began last. */
  readonly last: NonNullable<BackupStatus['verification']> & {
    /** Of which backup. */
    readonly backup: string;
    /** When that one was complete. RFC 3339. */
    readonly savedAt?: string;
  };
  /** The newest proof that no later one has taken back. */
  readonly proved?: { readonly backup: string; readonly at: string };
}

/** What the backups that are there have recorded; from the watch, so it costs nothing. */
export function lastVerificationOf(
  kubernetes: Pick<KubernetesAdapter, 'listOwned'>,
  { namespace, name }: ClusterKey,
): LastVerification | undefined {
  const backups = kubernetes
    .listOwned('MySQLBackup', namespace, name)
    .flatMap(object => parse(object) ?? [])
    .filter(isOwnBackup);
  const [last] = backups
    .flatMap(({ metadata, status: { verification, completedAt: savedAt } }) =>
      verification ? [{ ...verification, backup: metadata.name, savedAt }] : [],
    )
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  if (!last) return undefined;
  const [proved] = backups
    .flatMap(({ metadata, status }) =>
      status.verifiedAt && !isRefuted(status)
        ? [{ backup: metadata.name, at: status.verifiedAt }]
        : [],
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return proved ? { last, proved } : { last };
}
