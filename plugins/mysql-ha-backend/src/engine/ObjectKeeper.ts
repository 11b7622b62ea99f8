import { randomBytes } from 'node:crypto';
import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError } from '../act';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { isHeldDown } from '../observe';
import {
  CURRENT_TEMPLATE_VERSION,
  desiredObjects,
  instanceOrdinal,
  isPodOutdated,
  obsoleteObjects,
  StatefulSet,
  statefulSet,
} from '../resources';
import { Refusal } from '../status';
import { ClusterRecord } from './ClusterRecord';
import { ClusterState } from './ClusterState';
import { InstanceSet } from './InstanceSet';
import { ResourceApplier } from './ResourceApplier';
import { SecretKeeper } from './SecretKeeper';
import { VolumeKeeper } from './VolumeKeeper';

interface ObjectKeeperOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly supervisorImage: string;
  readonly hasAuthority: () => boolean;
  readonly record: ClusterRecord;
  readonly state: ClusterState;
  readonly instances: InstanceSet;
  readonly secrets: SecretKeeper;
}

/** The Kubernetes objects of a cluster: applied as its spec asks for, and removed when it no longer does. */
export class ObjectKeeper {
  private readonly applier: ResourceApplier;
  private readonly volumes: VolumeKeeper;

  constructor(private readonly options: ObjectKeeperOptions) {
    this.applier = new ResourceApplier(options.kubernetes);
    this.volumes = new VolumeKeeper(options.kubernetes);
  }

  /** The template version that the cluster's pods keep, whatever operator runs. */
  get podTemplateVersion(): number {
    return (
      this.options.record.status.podTemplateVersion ?? CURRENT_TEMPLATE_VERSION
    );
  }

  refusals(): readonly Refusal[] {
    return this.volumes.refusals();
  }

  /**
   * One round.
   * @param refusedKeys - keys of my.cnf that the servers refuse
   * @returns whether another one is due at once
   * @throws NameTakenError when an object of that name is somebody else's
   * @throws AuthorityLostError when another process may act by now
   */
  async keep(
    cluster: MySQLCluster,
    refusedKeys: readonly string[],
  ): Promise<boolean> {
    const { kubernetes, supervisorImage, state, secrets } = this.options;
    const isReplaced = await this.volumes.keep(
      cluster,
      isHeldDown(this.options.record.status.exchange),
    );
    const context = {
      supervisorImage,
      templateVersion: this.podTemplateVersion,
      replicas: this.replicas(cluster),
      storageSize: this.volumes.templateSize,
    };
    const known = { system: await secrets.system(), app: await secrets.app() };
    const desired = desiredObjects(cluster, {
      ...context,
      refusedKeys,
      secrets: known,
      random: randomBytes,
    }).filter(object => this.isDue(object));
    await this.applier.assertFree(cluster, desired);
    for (const object of desired) {
      if (!this.options.hasAuthority())
        throw new AuthorityLostError('the Lease is lost');
      const madeFrom = Object.values(known).find(
        secret => secret && this.isThere(object, secret),
      );
      const isNew = await this.applier.apply(object, madeFrom);
      if (isNew && object.kind === 'ConfigMap') this.renewUnstartable();
    }
    for (const key of obsoleteObjects(cluster)) {
      const { namespace = '', name } = key;
      if (kubernetes.getWatched('PodDisruptionBudget', namespace, name)) {
        await kubernetes.delete(key);
      }
    }
    const set: StatefulSet = statefulSet(cluster, context);
    state.isOutdated = pod => isPodOutdated(pod, set);
    return isReplaced;
  }

  /** Passwords are made from those that stand there; what was deleted by hand is made from what this process knew. */
  private isThere(
    { kind, metadata }: KubernetesObject,
    secret: KubernetesObject,
  ): boolean {
    const { kubernetes, key } = this.options;
    return (
      kind === 'Secret' &&
      secret.metadata.name === metadata.name &&
      kubernetes.getWatched(kind, key.namespace, metadata.name) !== undefined
    );
  }

  /** A new operator leaves my.cnf as it is until it knows which values the servers refuse. */
  private isDue({ kind, metadata }: KubernetesObject): boolean {
    const { kubernetes, key, instances, record } = this.options;
    return (
      kind !== 'ConfigMap' ||
      instances.isProbed ||
      record.recorded.primary === undefined ||
      !kubernetes.getWatched('ConfigMap', key.namespace, metadata.name)
    );
  }

  /** A mysqld that can't start waits for no kubelet to bring it the new my.cnf, which takes a minute and more. */
  private renewUnstartable(): void {
    const { state, instances } = this.options;
    for (const [name, pod] of state.pods()) {
      const supervisor = instances.supervisorState(name);
      const failed =
        supervisor?.phase === 'Unstartable' ||
        supervisor?.phase === 'Crashed' ||
        // What mysqld ends with when it does not understand its options.
        supervisor?.lastExit?.code === 1;
      if (!failed || instances.view(name).state === 'reachable') continue;
      state.restarts.add(name, pod.uid, 'its configuration changed');
    }
  }

  /** A pod exists for each instance that is wanted, and for each that is on the record until it has left it. */
  private replicas(cluster: MySQLCluster): number {
    if (cluster.spec.hibernate) return 0;
    const { primary, synchronous } = this.options.record.recorded;
    const ordinals = [
      ...(synchronous?.members ?? []),
      ...(primary ? [primary] : []),
    ]
      .map(name => instanceOrdinal(this.options.key, name))
      .filter((ordinal): ordinal is number => ordinal !== undefined);
    return Math.max(cluster.spec.instances, ...ordinals.map(o => o + 1));
  }
}
