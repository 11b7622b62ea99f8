import {
  ClusterKey,
  ClusterStatus,
  MySQLCluster,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RESTORED_BY_ANNOTATION } from '../backup/restore/newCluster';
import { Clock } from '../clock';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { GtidSet } from '../mysql';
import { OperationDesk } from '../operations';
import {
  ArchiveView,
  AwaitedData,
  awaitedData,
  BinlogsView,
  EventsView,
  InstanceSnapshot,
  lastBackupOf,
  lastVerificationOf,
  LongTask,
  MySqlView,
  outsideWanted,
  podView,
  PodView,
  PrimaryPast,
  Snapshot,
  volumeView,
} from '../observe';
import {
  DATA_VOLUME,
  hasBegun,
  initialRestoreName,
  instanceName,
  instanceOrdinal,
  statefulSetName,
  volumeClaimName,
} from '../resources';
import { ClusterRecord } from './ClusterRecord';
import { Heartbeat } from './Heartbeat';
import { InstanceSet } from './InstanceSet';
import { OutsideSource } from './OutsideSource';
import { PasswordRotation } from './PasswordRotation';
import { RestartNeeds } from './RestartNeeds';

/** Since when a cluster has had the data that it has; one that was restored has those of the backups before. */
function dataSince({
  metadata: { annotations, creationTimestamp },
}: MySQLCluster): string | undefined {
  return RESTORED_BY_ANNOTATION in annotations ? undefined : creationTimestamp;
}

/** What is known of one cluster now, gathered from watches and monitors. */
export class ClusterState {
  /** Long tasks by instance. */
  readonly tasks = new Map<string, LongTask>();
  /** Why the last one failed, by instance. */
  readonly taskFailures = new Map<string, string>();
  /** Why an instance must restart to take its configuration. */
  readonly restarts = new RestartNeeds();

  private readonly past = new PrimaryPast();

  /** Since when an instance has had no address, by the monotonic clock. */
  private readonly addresslessSince = new Map<string, number>();

  /** Whether a pod was made from an older spec; nobody knows before the objects were reconciled once. */
  isOutdated: (pod: KubernetesObject) => boolean = () => false;

  constructor(
    private readonly options: {
      readonly key: ClusterKey;
      readonly kubernetes: KubernetesAdapter;
      readonly clock: Clock;
      readonly instances: InstanceSet;
      readonly heartbeat: Heartbeat;
      readonly outside: Pick<OutsideSource, 'view'>;
      readonly operations: Pick<OperationDesk, 'request'>;
      readonly binlogs: (instance: string) => BinlogsView | undefined;
      readonly heartbeats: (instance: string) => GtidSet | undefined;
      readonly archive: () => ArchiveView | undefined;
      readonly events: () => EventsView | undefined;
      readonly rotation: Pick<PasswordRotation, 'view'>;
    },
  ) {}

  /** The cluster's pods by instance. */
  pods(): ReadonlyMap<string, PodView> {
    const { key, kubernetes } = this.options;
    return new Map(
      this.owned('Pod')
        .filter(pod => instanceOrdinal(key, pod.metadata.name) !== undefined)
        .map(pod => [
          pod.metadata.name,
          podView(pod, this.isOutdated(pod), node =>
            kubernetes.getWatched('Node', '', node),
          ),
        ]),
    );
  }

  /** One frozen value of all there is to know. */
  snapshot(cluster: MySQLCluster, record: ClusterRecord): Snapshot {
    const { key, kubernetes, clock, heartbeat, operations } = this.options;
    // Nobody misses what is meant to be gone: the count begins when the cluster is wanted again.
    if (cluster.spec.hibernate) this.addresslessSince.clear();
    const recorded = record.recorded;
    const operation = operations.request();
    return Object.freeze({
      uid: cluster.metadata.uid,
      namespace: key.namespace,
      name: key.name,
      takenAt: clock.now(),
      spec: cluster.spec,
      recorded,
      kubernetesReachable: kubernetes.isReachable(),
      instances: this.instances(cluster, record),
      primaryHeld: this.past.newest(recorded.primary),
      heartbeatAgeMs: heartbeat.ageMs(recorded.primary),
      heartbeatPendingMs: heartbeat.pendingMs(recorded.primary),
      connectedForMs: heartbeat.connectedForMs(recorded.primary),
      operation,
      lastBackup: lastBackupOf(kubernetes, key, dataSince(cluster)),
      archive: this.options.archive(),
      verification: lastVerificationOf(kubernetes, key),
      rotation: this.options.rotation.view(operation),
      events: this.options.events(),
      awaitedData: this.awaitedData(cluster, record.status),
      outside: outsideWanted(cluster.spec, record.status)
        ? this.options.outside.view(recorded.primary)
        : undefined,
    });
  }

  /** What has to be there before anything of the cluster runs for the first time. */
  awaitedData(
    cluster: MySQLCluster,
    status: ClusterStatus,
  ): AwaitedData | undefined {
    if (hasBegun(status)) return undefined;
    const { key, kubernetes } = this.options;
    const { namespace } = key;
    return awaitedData(cluster, {
      claims: this.owned('PersistentVolumeClaim'),
      set: kubernetes.getWatched(
        'StatefulSet',
        namespace,
        statefulSetName(key),
      ),
      restore: mysqlRestoreSchema.safeParse(
        kubernetes.getWatched(
          'MySQLRestore',
          namespace,
          initialRestoreName(cluster.metadata),
        ),
      ).data,
    });
  }

  private instances(
    cluster: MySQLCluster,
    record: ClusterRecord,
  ): readonly InstanceSnapshot[] {
    const { key, instances } = this.options;
    const pods = this.pods();
    const claims = new Map(
      this.owned('PersistentVolumeClaim').map(c => [c.metadata.name, c]),
    );
    const { primary, synchronous } = record.recorded;
    this.notePast(primary);
    const ordinals = new Set<number>();
    for (let i = 0; i < cluster.spec.instances; i++) ordinals.add(i);
    for (const name of [
      ...pods.keys(),
      ...(synchronous?.members ?? []),
      ...(primary ? [primary] : []),
      ...(primary ? [] : this.adoptedInstances(cluster)),
    ]) {
      const ordinal = instanceOrdinal(key, name);
      if (ordinal !== undefined) ordinals.add(ordinal);
    }
    return [...ordinals]
      .sort((a, b) => a - b)
      .map(ordinal => {
        const name = instanceName(key, ordinal);
        const claim = claims.get(volumeClaimName(key, ordinal));
        const pod = pods.get(name);
        const mysql = this.mysqlView(name, pod);
        return {
          name,
          ordinal,
          wanted: ordinal < cluster.spec.instances,
          pod,
          volume:
            claim && volumeView(claim, cluster.metadata.creationTimestamp),
          mysql,
          supervisor: instances.supervisorState(name),
          lacksForMs: name === primary ? undefined : this.lacksForMs(mysql),
          binlogs: this.options.binlogs(name),
          heartbeats: this.options.heartbeats(name),
          restartNeeded: this.restarts.reason(name, pod?.uid),
          task: this.tasks.get(name),
          taskFailure: this.taskFailures.get(name),
        } satisfies InstanceSnapshot;
      });
  }

  private notePast(primary: string | undefined): void {
    if (!primary) return;
    const { clock, instances } = this.options;
    const view = instances.view(primary);
    if (view.state !== 'reachable') return;
    this.past.note(primary, view.facts, clock.monotonic() - view.ageMs);
  }

  private lacksForMs(view: MySqlView): number | undefined {
    if (view.state !== 'reachable') return undefined;
    const probedAt = this.options.clock.monotonic() - view.ageMs;
    return this.past.lackedForMs(view.facts, probedAt);
  }

  private mysqlView(name: string, pod: PodView | undefined): MySqlView {
    const { clock, instances } = this.options;
    if (pod?.ip) {
      this.addresslessSince.delete(name);
      return instances.view(name);
    }
    const now = clock.monotonic();
    const since = this.addresslessSince.get(name) ?? now;
    this.addresslessSince.set(name, since);
    return {
      state: 'unreachable',
      failure: {
        kind: 'other',
        code: 'NO_POD',
        message: pod ? 'its pod has no address yet' : 'it has no pod',
      },
      forMs: now - since,
      failures: 1,
    };
  }

  /** Instances of an earlier cluster of this name whose volumes are still there, however few are wanted now. */
  private adoptedInstances(cluster: MySQLCluster): readonly string[] {
    return this.owned('PersistentVolumeClaim')
      .filter(
        claim => volumeView(claim, cluster.metadata.creationTimestamp).adopted,
      )
      .map(claim => claim.metadata.name.replace(`${DATA_VOLUME}-`, ''));
  }

  private owned(
    kind: 'Pod' | 'PersistentVolumeClaim',
  ): readonly KubernetesObject[] {
    const { key, kubernetes } = this.options;
    return kubernetes.listOwned(kind, key.namespace, key.name);
  }
}
