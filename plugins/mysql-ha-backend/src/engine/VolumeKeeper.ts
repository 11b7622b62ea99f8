import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { reclaimPatches, statefulSetName, volumePlan } from '../resources';
import { Refusal } from '../status';

const claimSchema = z.looseObject({
  spec: z.looseObject({
    storageClassName: z.string().optional(),
    volumeName: z.string().optional(),
  }),
});

/** Lets volumes grow, and keeps their reclaim policy as `deletionPolicy` says. */
export class VolumeKeeper {
  private refused: readonly string[] = [];
  private done?: string;

  constructor(private readonly kubernetes: KubernetesAdapter) {}

  refusals(): readonly Refusal[] {
    return this.refused.map(message => ({ reason: 'StorageRefused', message }));
  }

  /**
   * Patches what is due. Asks the API server only when claims, sizes or the policy changed.
   * @returns whether the StatefulSet was deleted, without its pods, to be applied anew
   */
  async keep(cluster: MySQLCluster): Promise<boolean> {
    const { namespace, name } = cluster.metadata;
    const claims = this.kubernetes.listOwned(
      'PersistentVolumeClaim',
      namespace,
      name,
    );
    const statefulSet = this.kubernetes.getWatched(
      'StatefulSet',
      namespace,
      name,
    );
    const mark = JSON.stringify([
      cluster.spec.storage,
      cluster.spec.deletionPolicy,
      claims.map(({ metadata, spec }) => [metadata.uid, spec]),
      statefulSet?.metadata.generation,
    ]);
    if (mark === this.done) return false;
    await this.keepReclaimPolicy(cluster, claims);
    const plan = volumePlan(cluster, {
      statefulSet,
      claims,
      storageClasses: await this.storageClasses(claims),
    });
    this.refused = plan.refusals;
    for (const { claim, size } of plan.grow) {
      await this.kubernetes.mergePatch(
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace,
          name: claim,
        },
        { spec: { resources: { requests: { storage: size } } } },
      );
    }
    if (plan.recreateStatefulSet && statefulSet) {
      await this.kubernetes.delete(
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          namespace,
          name: statefulSetName(cluster.metadata),
        },
        { propagation: 'Orphan', uid: statefulSet.metadata.uid },
      );
      return true;
    }
    this.done = mark;
    return false;
  }

  private async keepReclaimPolicy(
    cluster: MySQLCluster,
    claims: readonly KubernetesObject[],
  ): Promise<void> {
    const volumes = await Promise.all(
      claims.map(async claim => {
        const { volumeName } = claimSchema.parse(claim).spec;
        return volumeName
          ? this.kubernetes.read({
              apiVersion: 'v1',
              kind: 'PersistentVolume',
              name: volumeName,
            })
          : undefined;
      }),
    );
    const present = volumes.filter(
      (v): v is KubernetesObject => v !== undefined,
    );
    for (const { volume, patch } of reclaimPatches(cluster, present)) {
      await this.kubernetes.mergePatch(
        { apiVersion: 'v1', kind: 'PersistentVolume', name: volume },
        patch,
      );
    }
  }

  private async storageClasses(
    claims: readonly KubernetesObject[],
  ): Promise<readonly KubernetesObject[]> {
    const names = new Set(
      claims.flatMap(
        claim => claimSchema.parse(claim).spec.storageClassName ?? [],
      ),
    );
    const classes = await Promise.all(
      [...names].map(name =>
        this.kubernetes.read({
          apiVersion: 'storage.k8s.io/v1',
          kind: 'StorageClass',
          name,
        }),
      ),
    );
    return classes.filter((c): c is KubernetesObject => c !== undefined);
  }
}
