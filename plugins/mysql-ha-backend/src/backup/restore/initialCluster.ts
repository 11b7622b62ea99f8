import {
  DATABASE_OF_ANNOTATION,
  MySQLCluster,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { databaseOf } from '../../resources';
import { sizeInWords } from '../backup/sizeInWords';
import { Artifact } from './Artifact';
import { EXTRA_BYTES, NewCluster } from './newCluster';

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
  const { size } = cluster.spec.storage;
  const needed = bytes + EXTRA_BYTES;
  return (parseQuantity(size) ?? 0) >= needed
    ? { cluster }
    : {
        refusal: `The data need about ${sizeInWords(
          needed,
        )}, and storage.size of ${name} is ${size}: set it to more. Nothing was begun.`,
      };
}
