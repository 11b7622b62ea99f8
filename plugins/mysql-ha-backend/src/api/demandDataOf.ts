import {
  ClusterKey,
  clusterCredentialsPermission,
  RestoreSpec,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Request } from 'express';
import { sourceCluster } from '../backup/restore/clustersOfRestore';
import { RouteContext } from './routes/RouteContext';

/**
 * Who restores, or begins a cluster with a backup, gets all data of the cluster that it is of, so that it takes the right to
 * connect to that one.
 * @returns that cluster, where anybody here can tell
 * @throws NotAllowedError
 */
export async function demandDataOf(
  { access, kubernetes }: Pick<RouteContext, 'access' | 'kubernetes'>,
  request: Request,
  namespace: string,
  source: RestoreSpec['source'],
): Promise<ClusterKey | undefined> {
  const cluster = sourceCluster(kubernetes(), namespace, { source });
  await access.demandForAny(request, clusterCredentialsPermission, {
    keys: cluster ? [cluster] : [],
    words: wordsFor(namespace, source),
  });
  return cluster;
}

/** Whose credentials it takes. */
function wordsFor(
  namespace: string,
  { backupName, clusterName, locationName, path }: RestoreSpec['source'],
): string {
  if (clusterName !== undefined) return `cluster ${namespace}/${clusterName}`;
  return backupName === undefined
    ? `every cluster, as nobody knows whose data are at ${path} of location ${namespace}/${locationName}`
    : `the cluster of backup ${namespace}/${backupName}`;
}
