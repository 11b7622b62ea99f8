import {
  API_GROUP_VERSION,
  DATABASE_OF_ANNOTATION,
  MySQLCluster,
  MySQLRestore,
  mysqlClusterSchema,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { sizeInWords } from '../backup/sizeInWords';
import { Artifact } from './Artifact';
import { belongingOf } from './belongingOf';

/** Redo, undo and what a server makes when it starts, beside the data: as the agent counts. */
export const EXTRA_BYTES = 512 * 1024 ** 2;

/** On a MySQLCluster: the uid of the MySQLRestore that made it. */
export const RESTORED_BY_ANNOTATION = 'mysqlha.dev/restored-by';

/** The cluster that a restore makes, or why it can’t. */
export type NewCluster =
  | { readonly cluster: MySQLCluster }
  | { readonly refusal: string };

/**
 * The cluster that gets the data: as the restore says, else as the backup’s own was. It neither follows a MySQL outside nor
 * begins from anything else any more.
 */
export function newCluster(
  { metadata, spec }: MySQLRestore,
  artifact: Artifact,
): NewCluster {
  const { namespace } = metadata;
  const name = spec.target.clusterName;
  const {
    externalSource: _,
    initFrom: __,
    ...wanted
  } = spec.target.clusterSpec ?? artifact.clusterSpec;
  const parsed = mysqlClusterSchema.safeParse({
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    metadata: {
      name,
      namespace,
      uid: '-',
      resourceVersion: '-',
      annotations: {
        ...belongingOf({ metadata }),
        [RESTORED_BY_ANNOTATION]: metadata.uid,
        // The application finds its data where they were.
        ...(artifact.cluster !== name && {
          [DATABASE_OF_ANNOTATION]: artifact.cluster,
        }),
      },
    },
    spec: wanted,
  });
  if (!parsed.success)
    return {
      refusal: `The spec of the new cluster can’t be used (${parsed.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; ')}): make a restore with a target.clusterSpec that can.`,
    };
  const refusal = tooSmall(parsed.data.spec.storage.size, artifact);
  return refusal === undefined ? { cluster: parsed.data } : { refusal };
}

function tooSmall(size: string, { bytes }: Artifact): string | undefined {
  const needed = bytes + EXTRA_BYTES;
  return (parseQuantity(size) ?? 0) >= needed
    ? undefined
    : `The data need about ${sizeInWords(
        needed,
      )}, and storage.size of the new cluster is ${size}: make a restore with a target.clusterSpec that has more. Nothing was begun.`;
}
