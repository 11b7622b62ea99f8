import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ClusterKey,
  clusterNameSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Request } from 'express';
import { InvalidCluster, KubernetesAdapter } from '../kubernetes';

/** The cluster that a path names. */
export function clusterKey(request: Request): ClusterKey {
  return { namespace: request.params.namespace, name: request.params.name };
}

/** A cluster that somebody wrote, though nobody can read it. */
function invalidCluster(
  kubernetes: KubernetesAdapter,
  { namespace, name }: ClusterKey,
): InvalidCluster | undefined {
  return kubernetes
    .invalidClusters()
    .find(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === name,
    );
}

/**
 * A cluster from the watch, or from the API server in the moment before the watch has it. None also for one that can’t be
 * read.
 */
export async function lookUpCluster(
  kubernetes: KubernetesAdapter,
  key: ClusterKey,
): Promise<MySQLCluster | undefined> {
  if (invalidCluster(kubernetes, key)) return undefined;
  const { namespace, name } = key;
  return (
    kubernetes.getCluster(namespace, name) ??
    (await kubernetes.readCluster(namespace, name))
  );
}

/**
 * A cluster that must be there.
 * @throws NotFoundError when there is none; ConflictError when there is one that can't be read
 */
export async function findCluster(
  kubernetes: KubernetesAdapter,
  key: ClusterKey,
): Promise<MySQLCluster> {
  const { namespace, name } = key;
  const invalid = invalidCluster(kubernetes, key);
  if (invalid) {
    throw new ConflictError(
      `MySQL cluster ${namespace}/${name} exists but can’t be read: ${invalid.reason}. Correct it with: kubectl -n ${namespace} edit myc ${name}`,
    );
  }
  const cluster = await lookUpCluster(kubernetes, key);
  if (cluster) return cluster;
  const why = clusterNameSchema.safeParse(name).success
    ? 'It may have been deleted, or the name or namespace is misspelt'
    : 'No cluster can have this name';
  throw new NotFoundError(
    `There is no MySQL cluster ${namespace}/${name}. ${why}: the list of clusters shows those that you may see.`,
  );
}
