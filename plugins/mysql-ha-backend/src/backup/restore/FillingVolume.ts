import { ConflictError } from '@backstage/errors';
import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ObjectKey, OperatorKubernetes } from '../../kubernetes';
import { FILLED_BY_ANNOTATION, dataClaim, dataClaimName } from './restoreTask';

/** The volume of the new cluster’s first instance, or beside those of a cluster that runs, while it is filled. */
export class FillingVolume {
  constructor(private readonly kubernetes: OperatorKubernetes) {}

  /**
   * Makes its claim, unless it is there.
   *
   * @returns whether it was made now, with nothing in it; or a sentence when there is one that somebody else made, which may
   * hold data
   */
  async ensure(
    restore: MySQLRestore,
    cluster: MySQLCluster,
  ): Promise<'made' | 'there' | { readonly refusal: string }> {
    const claim = dataClaim(restore, cluster);
    const { name, namespace } = claim.metadata;
    const found = await this.kubernetes.read({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      ...{ namespace, name },
    });
    if (!found) {
      try {
        await this.kubernetes.create(claim);
      } catch (error) {
        // Somebody was quicker, and is looked at in the next turn.
        if (!(error instanceof ConflictError)) throw error;
      }
      return 'made';
    }
    return found.metadata.annotations?.[FILLED_BY_ANNOTATION] ===
      restore.metadata.uid
      ? 'there'
      : {
          refusal: `There is a volume claim ${name} in the namespace ${namespace} already, which may hold the data of an earlier cluster: restore under another name, or delete it (kubectl delete pvc ${name}) when nobody needs it any more. Nothing was changed.`,
        };
  }

  /** Has the claim stay when the restore goes: it is about to be a cluster’s. */
  async release(restore: MySQLRestore): Promise<void> {
    await this.kubernetes.mergePatch(claimKey(restore), {
      metadata: { ownerReferences: null },
    });
  }

  /** Removes the claim, if this restore made it and no cluster has it. */
  async remove(restore: MySQLRestore): Promise<void> {
    const { namespace } = restore.metadata;
    const { inPlace, clusterName } = restore.spec.target;
    // A watch may not show yet the cluster that was made a moment ago, with this volume.
    if (!inPlace && (await this.kubernetes.readCluster(namespace, clusterName)))
      return;
    const key = claimKey(restore);
    const found = await this.kubernetes.read(key);
    const { uid, annotations } = found?.metadata ?? {};
    if (annotations?.[FILLED_BY_ANNOTATION] === restore.metadata.uid)
      await this.kubernetes.delete(key, { uid });
  }
}

function claimKey(restore: MySQLRestore): ObjectKey {
  return {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    namespace: restore.metadata.namespace,
    name: dataClaimName(restore),
  };
}
