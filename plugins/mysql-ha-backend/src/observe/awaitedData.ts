import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes';
import { claimMeaning, initialRestoreName, instanceClaims } from '../resources';

/** What has to be there before anything of a cluster runs for the first time. */
export interface AwaitedData {
  /** A sentence: what is done, or waited for. */
  readonly message: string;
  /** What a person can do, where it does not go on by itself. */
  readonly next?: string;
}

/**
 * Whether nothing of a cluster that never began may run yet, because its first data are on their way from a backup. The
 * volumes decide: a spec that asks for data fills no volume that holds some, nor is one used that holds a part of them,
 * whatever the spec asks for by now. Pure.
 */
export function awaitedData(
  cluster: MySQLCluster,
  now: {
    /** Claims that bear the cluster’s label. */
    readonly claims: readonly KubernetesObject[];
    /** Its StatefulSet, if there is one. */
    readonly set: KubernetesObject | undefined;
    /** The one that fills its first volume, if there is one. */
    readonly restore: MySQLRestore | undefined;
  },
): AwaitedData | undefined {
  const { metadata, spec } = cluster;
  const meanings = instanceClaims(metadata, now.claims).map(claim =>
    claimMeaning(claim, now.set),
  );
  if (!meanings.includes('Awaiting')) {
    if (!spec.initFrom?.backup || meanings.includes('Holding'))
      return undefined;
    if (meanings.includes('Leaving'))
      return {
        message: `Volume claims of an earlier cluster of this name are being deleted. The first data of ${metadata.name} are restored when they are gone.`,
      };
  }
  return now.restore
    ? ofRestore(cluster, now.restore)
    : {
        message: `The first data of ${metadata.name} come from a backup. Their restore is about to begin.`,
      };
}

function ofRestore(
  { metadata: { name, namespace, uid } }: MySQLCluster,
  { status }: MySQLRestore,
): AwaitedData {
  const { phase, message = 'it is about to begin.' } = status;
  if (phase !== 'Failed')
    return { message: `The first data of ${name} are restored: ${message}` };
  return {
    message: `The first data of ${name} could not be restored, and nothing of it runs before: ${message}`,
    next: `Put that right, or correct spec.initFrom: it is tried again by itself (kubectl describe mysqlrestore -n ${namespace} ${initialRestoreName(
      { name, uid },
    )}).`,
  };
}
