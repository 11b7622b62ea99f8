import { ConflictError } from '@backstage/errors';
import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OperatorKubernetes } from '../../kubernetes';
import { volumeClaimName } from '../../resources';
import { FILLED_BY_ANNOTATION, dataClaim } from './restoreTask';

/** The volume of the new cluster’s first instance, while it is filled. */
export class FillingVolume {
  constructor(private readonly kubernetes: OperatorKubernetes) {}

  /**
   * Makes its claim, unless it is there.
   *
   * @returns a sentence when there is one that somebody else made, which may hold data
   */
  async ensure(
    restore: MySQLRestore,
    cluster: MySQLCluster,
  ): Promise<string | undefined> {
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
      return undefined;
    }
    return found.metadata.annotations?.[FILLED_BY_ANNOTATION] ===
      restore.metadata.uid
      ? undefined
      : `There is a volume claim ${name} in the namespace ${namespace} already, which may hold the data of an earlier cluster: restore under another name, or delete it (kubectl delete pvc ${name}) when nobody needs it any more. Nothing was changed.`;
  }

  /** Removes the claim, if this restore made it and no cluster has it. */
  async remove(restore: MySQLRestore, cluster: MySQLCluster): Promise<void> {
    await this.removeNamed(restore, dataClaim(restore, cluster).metadata.name);
  }

  /** Removes the claim of a new cluster that never came to be, when it is not known any more what that one would have been. */
  async abandon(restore: MySQLRestore): Promise<void> {
    const { inPlace, clusterName } = restore.spec.target;
    const { namespace } = restore.metadata;
    const cluster = { namespace, name: clusterName };
    if (!inPlace) await this.removeNamed(restore, volumeClaimName(cluster, 0));
  }

  private async removeNamed(
    restore: MySQLRestore,
    name: string,
  ): Promise<void> {
    const { namespace } = restore.metadata;
    const key = {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      ...{ namespace, name },
    };
    const found = await this.kubernetes.read(key);
    const { uid, annotations } = found?.metadata ?? {};
    if (annotations?.[FILLED_BY_ANNOTATION] === restore.metadata.uid)
      await this.kubernetes.delete(key, { uid });
  }
}
