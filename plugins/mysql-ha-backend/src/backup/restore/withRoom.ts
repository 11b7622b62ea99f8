import {
  MySQLCluster,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { sizeInWords } from '../backup/sizeInWords';
import { EXTRA_BYTES, NewCluster } from './newCluster';

/** A cluster that is there, if its volumes have room for so many bytes of data; else the refusal, with this advice. */
export function withRoom(
  cluster: MySQLCluster,
  bytes: number,
  advice: string,
): NewCluster {
  const { name } = cluster.metadata;
  const { size } = cluster.spec.storage;
  const needed = bytes + EXTRA_BYTES;
  if ((parseQuantity(size) ?? 0) >= needed) return { cluster };
  return {
    refusal: `The data need about ${sizeInWords(
      needed,
    )}, and storage.size of ${name} is ${size}: ${advice}. Nothing was begun.`,
  };
}
