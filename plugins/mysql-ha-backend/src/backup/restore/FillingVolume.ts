import { ConflictError } from '@backstage/errors';
import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  KubernetesObject,
  ObjectKey,
  OperatorKubernetes,
} from '../../kubernetes';
import { INITIAL_DATA_ANNOTATION, InitialDataMark } from '../../resources';
import { initialOf } from './initialRequest';
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
    const isInitial = initialOf(restore) !== undefined;
    // A watch may not show yet the cluster that was made a moment ago, with this volume.
    if (
      !inPlace &&
      !isInitial &&
      (await this.kubernetes.readCluster(namespace, clusterName))
    )
      return;
    const found = await this.filled(restore);
    const mark = found && markOf(found);
    if (!found || mark === 'Proved') return;
    // By compare-and-swap: who proves it at this moment, and who deletes it, see each other.
    if (mark === 'Unproved') await this.mark(found, 'Empty');
    await this.kubernetes.delete(claimKey(restore), {
      uid: found.metadata.uid,
    });
  }

  /** Whether the first data of a cluster are in it, so that the cluster has it. */
  async isProved(restore: MySQLRestore): Promise<boolean> {
    const found = await this.filled(restore);
    return found !== undefined && markOf(found) === 'Proved';
  }

  /** Notes that a Job is about to fill it with the first data of a cluster. */
  async fill(restore: MySQLRestore): Promise<void> {
    const found = await this.filled(restore);
    if (found) await this.mark(found, 'Unproved');
  }

  /**
   * Notes that the first data of a cluster are in it, from which moment on it is that cluster’s.
   *
   * @returns false where it is not the one that was filled
   */
  async prove(restore: MySQLRestore): Promise<boolean> {
    const found = await this.filled(restore);
    if (!found || markOf(found) === 'Empty') return false;
    await this.mark(found, 'Proved', { ownerReferences: null });
    return true;
  }

  private async mark(
    { metadata }: KubernetesObject,
    mark: InitialDataMark,
    more: object = {},
  ): Promise<void> {
    const { namespace, name, resourceVersion } = metadata;
    const annotations = { [INITIAL_DATA_ANNOTATION]: mark };
    await this.kubernetes.mergePatch(
      {
        ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
        ...{ namespace, name },
      },
      { metadata: { resourceVersion, annotations, ...more } },
    );
  }

  /** The claim, if this restore made it. */
  private async filled(
    restore: MySQLRestore,
  ): Promise<KubernetesObject | undefined> {
    const found = await this.kubernetes.read(claimKey(restore));
    const by = found?.metadata.annotations?.[FILLED_BY_ANNOTATION];
    return by === restore.metadata.uid ? found : undefined;
  }
}

function claimKey(restore: MySQLRestore): ObjectKey {
  return {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    namespace: restore.metadata.namespace,
    name: dataClaimName(restore),
  };
}

function markOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.annotations?.[INITIAL_DATA_ANNOTATION];
}
