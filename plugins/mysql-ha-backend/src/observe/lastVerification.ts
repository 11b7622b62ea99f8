import {
  BackupStatus,
  ClusterKey,
  isOwnBackup,
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
  };
  /** The newest proof there is. */
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
    .flatMap(({ metadata, status: { verification } }) =>
      verification ? [{ ...verification, backup: metadata.name }] : [],
    )
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  if (!last) return undefined;
  const [proved] = backups
    .flatMap(({ metadata, status: { verifiedAt } }) =>
      verifiedAt ? [{ backup: metadata.name, at: verifiedAt }] : [],
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return proved ? { last, proved } : { last };
}
