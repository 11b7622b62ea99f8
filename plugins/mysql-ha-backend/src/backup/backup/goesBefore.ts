import {
  MySQLBackup,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';

/**
 * The backup of the same cluster that goes first: one that is being made, else one that was asked for before. One that
 * waits for another location is in nobody’s way.
 */
export function goesBefore(
  kubernetes: Pick<KubernetesAdapter, 'listOwned'>,
  backup: MySQLBackup,
): string | undefined {
  const { metadata, spec } = backup;
  return kubernetes
    .listOwned('MySQLBackup', metadata.namespace, spec.clusterName)
    .flatMap(object => mysqlBackupSchema.safeParse(object).data ?? [])
    .filter(
      other =>
        other.metadata.uid !== metadata.uid &&
        !other.metadata.deletionTimestamp &&
        (other.status.phase === 'Running' ||
          (isWaiting(other) &&
            other.spec.locationName === spec.locationName &&
            order(other) < order(backup))),
    )
    .map(other => other.metadata.name)[0];
}

function isWaiting({ status }: MySQLBackup): boolean {
  return status.phase === undefined || status.phase === 'Pending';
}

function order({ metadata }: MySQLBackup): string {
  return `${metadata.creationTimestamp ?? ''} ${metadata.name}`;
}
