import {
  DATABASE_OF_ANNOTATION,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { databaseOf } from '../../resources';
import { Artifact } from './Artifact';
import { NewCluster } from './newCluster';
import { withRoom } from './withRoom';

/** The cluster whose first data a restore brings, as its spec asks; or why they can’t be its. */
export function initialCluster(
  cluster: MySQLCluster,
  { cluster: saved, bytes }: Artifact,
): NewCluster {
  const { name } = cluster.metadata;
  const own = databaseOf(cluster.metadata);
  if (saved !== own)
    return {
      refusal: `The backup is of the cluster ${saved}, and the application of ${name} would look for its data under the name of ${own}: set the annotation ${DATABASE_OF_ANNOTATION}: ${saved} on the MySQLCluster ${name}. Nothing was begun.`,
    };
  return withRoom(cluster, bytes, 'set it to more');
}
