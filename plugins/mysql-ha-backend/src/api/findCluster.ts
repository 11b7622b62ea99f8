import { NotFoundError } from '@backstage/errors';
import {
  ClusterKey,
  clusterNameSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Request } from 'express';
import { KubernetesAdapter } from '../kubernetes/types';

/** The cluster that a path names. */
export function clusterKey(request: Request): ClusterKey {
  return { namespace: request.params.namespace, name: request.params.name };
}

/** @throws NotFoundError when there is no such cluster, or it is one that doesn't parse */
export function findCluster(
  kubernetes: KubernetesAdapter,
  { namespace, name }: ClusterKey,
): MySQLCluster {
  const cluster = kubernetes.getCluster(namespace, name);
  if (cluster) return cluster;
  if (kubernetes.getWatched('MySQLCluster', namespace, name)) {
    throw new NotFoundError(
      `MySQLCluster ${namespace}/${name} exists but can’t be read: its content doesn’t match the resource’s schema. Look at it with: kubectl -n ${namespace} get myc ${name} -o yaml`,
    );
  }
  const why = clusterNameSchema.safeParse(name).success
    ? 'It may have been deleted, or the name or namespace is misspelt'
    : 'No cluster can have this name';
  throw new NotFoundError(
    `There is no MySQL cluster ${namespace}/${name}. ${why}: GET /clusters lists those that you may see.`,
  );
}
