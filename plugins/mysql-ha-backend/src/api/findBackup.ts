import { NotFoundError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  ClusterKey,
  isOwnBackup,
  MySQLBackup,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, ObjectKey } from '../kubernetes';

/** How a backup of a namespace is called by the API server. */
export function backupKey(namespace: string, name: string): ObjectKey {
  return {
    ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup' },
    ...{ namespace, name },
  };
}

/** A backup of a cluster. @throws NotFoundError when there is none, or it is of another one */
export async function findBackup(
  kubernetes: Pick<KubernetesAdapter, 'read'>,
  { namespace, name: cluster }: ClusterKey,
  name: string,
): Promise<MySQLBackup> {
  const backup = mysqlBackupSchema.safeParse(
    await kubernetes.read(backupKey(namespace, name)),
  ).data;
  if (backup?.spec.clusterName === cluster && isOwnBackup(backup))
    return backup;
  throw new NotFoundError(
    `There is no backup ${name} of MySQL cluster ${namespace}/${cluster}: its page lists them, and so does kubectl -n ${namespace} get mysqlbackups.`,
  );
}
