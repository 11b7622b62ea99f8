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
  private refused: readonly Refusal[] = [];
  private template?: string;
  private done?: string;

  constructor(private readonly kubernetes: KubernetesAdapter) {}

  refusals(): readonly Refusal[] {
    return this.refused;
  }

  /** Size for the StatefulSet’s claim template: the old one while growing is refused, since the template can’t be changed. */
  get templateSize(): string | undefined {
    return this.template;
  }

  /**
   * Patches what is due. Asks the API server only when claims, sizes or the policy changed.
   * @param areExchanged - whether the volumes change their claims now: until that is through they stay whatever becomes of
   * these, also where `deletionPolicy` says Delete
   * @returns whether the StatefulSet was deleted, without its pods, to be applied anew
   */
  async keep(cluster: MySQLCluster, areExchanged = false): Promise<boolean> {
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
    if (!areExchanged) await this.keepReclaimPolicy(cluster, claims);
    const plan = volumePlan(cluster, {
      statefulSet,
      claims,
      storageClasses: await this.storageClasses(claims),
    });
    this.refused = [
      ...plan.refusals.map(
        (message): Refusal => ({
          reason: 'StorageRefused',
          message: `${message}.`,
          effect: 'ignored',
        }),
      ),
      ...(await this.missingClass(cluster, claims)),
    ];
    this.template = plan.templateSize;
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
    // What is refused is asked again with each round: a class may be made or changed at any time.
    this.done = this.refused.length === 0 && !areExchanged ? mark : undefined;
    return false;
  }

  /** A claim waits for ever for a class that is not there, and its pod with it. */
  private async missingClass(
    { spec }: MySQLCluster,
    claims: readonly KubernetesObject[],
  ): Promise<readonly Refusal[]> {
    const name = spec.storage.storageClassName;
    const bound = claims.filter(c => claimSchema.parse(c).spec.volumeName);
    if (name === undefined || bound.length >= spec.instances) return [];
    return (await this.storageClass(name))
      ? []
      : [
          {
            reason: 'StorageClassMissing',
            message: `storage.storageClassName is ${name}, and Kubernetes has no such StorageClass, so no volume is made. Create it, or delete this cluster and create it with one that exists (kubectl get storageclass).`,
            effect: 'blocks',
          },
        ];
  }

  private storageClass(name: string): Promise<KubernetesObject | undefined> {
    return this.kubernetes.read({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      name,
    });
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
      [...names].map(name => this.storageClass(name)),
    );
    return classes.filter((c): c is KubernetesObject => c !== undefined);
  }
}
