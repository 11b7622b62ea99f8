import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { databaseOf } from '../../resources';
import { Artifact } from './Artifact';
import { NewCluster } from './newCluster';
import { withRoom } from './withRoom';

/** The cluster whose data a restore replaces, or why it can’t. */
export function presentCluster(
  cluster: MySQLCluster,
  { cluster: saved, bytes, databases }: Artifact,
): NewCluster {
  const { name } = cluster.metadata;
  const own = databaseOf(cluster.metadata);
  if (saved !== own)
    return {
      refusal: `The backup is of the cluster ${saved}, and the application of ${name} finds its data under the name of ${own}: restore it into a new cluster. Nothing was begun.`,
    };
  if (databases > 0)
    return {
      refusal: `The backup holds single databases, and all others of ${name} would be gone: choose a backup of all, or restore it into a new cluster and copy from there. Nothing was begun.`,
    };
  return withRoom(cluster, bytes, 'set it to more, and make another restore');
}

/** @returns why nothing can be restored in place of what this cluster has, whatever it is */
export function notInPlace({
  metadata,
  spec,
}: MySQLCluster): string | undefined {
  if (spec.externalSource)
    return `${metadata.name} follows a MySQL outside, whose data it has: remove spec.externalSource before it is restored in place, or restore into a new cluster.`;
  return spec.hibernate
    ? `${metadata.name} is hibernated: set spec.hibernate to false, and make another restore.`
    : undefined;
}
