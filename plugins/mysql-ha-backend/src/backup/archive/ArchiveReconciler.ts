import { stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ResourceApplier } from '../../engine/ResourceApplier';
import { KubernetesObject } from '../../kubernetes';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { StoreOfLocation, storeOf } from '../jobs';
import { lookAtSecrets } from '../location/lookAtSecrets';
import { ArchiveState } from './ArchiveState';
import { ArchiverLog } from './ArchiverLog';
import { backupsNow } from './backupsNow';
import { archiverDeployment } from './archiverDeployment';
import { archiverName, archiverWork } from './archiverWork';
import { kubernetesRefused, locationMissing, secretMissing } from './troubles';
import { wantsArchive } from './wantsArchive';
import { writesTo } from './writesTo';

/** How soon a Secret that lacks something is looked at again, in milliseconds. */
const SECRETS_AGAIN_MS = 10_000;

/** The Secrets of a location, as they were when it last changed. */
interface Keys {
  /** The version of the location. */
  readonly of: string;
  readonly version: string;
  /** A sentence when something is missing. */
  readonly lacking?: string;
  readonly at: number;
}

/** What this process knows of one cluster’s archiver. */
interface Kept {
  readonly key: ClusterKey;
  /** Which location it is in: what is known of an archive elsewhere holds for that one. */
  readonly locationName: string;
  readonly state: ArchiveState;
  readonly log: ArchiverLog;
  readonly applier: ResourceApplier;
  keys?: Keys;
  /** Where it is; undefined before that is known. */
  store?: StoreOfLocation;
}

/**
 * Keeps an archiver running beside each cluster that asks for it, and what is known of its archive on the board. The
 * archiver goes on by itself while no operator runs; all that it did stands in the store.
 */
export class ArchiveReconciler {
  private readonly kept = new Map<string, Kept>();
  private readonly location = parseOnce(mysqlBackupLocationSchema);
  private readonly backup = parseOnce(mysqlBackupSchema);

  constructor(private readonly context: BackupContext) {}

  async reconcile(cluster: MySQLCluster): Promise<void> {
    if (!wantsArchive(cluster)) {
      await this.end(cluster);
      return;
    }
    const location = this.locationOf(cluster);
    const store = location && storeOf(location.spec);
    const kept = this.keep(cluster, store?.place ?? 'the archive');
    kept.state.noteBackups(backupsNow(this.backupsOf(cluster)));
    if (!location || !store) {
      kept.state.refuse(locationMissing(cluster));
      return;
    }
    kept.store = store;
    const keys = await this.keysOf(kept, location, store);
    if (keys.lacking !== undefined) {
      kept.state.refuse(secretMissing(keys.lacking));
      return;
    }
    if (cluster.spec.paused) return;
    try {
      await this.apply(cluster, kept, this.wanted(cluster, store, keys));
      kept.state.refuse(undefined);
    } catch (error) {
      kept.state.refuse(kubernetesRefused(stringifyError(error)));
      throw error;
    }
  }

  /** Listens to no archiver any more but those of these clusters, which fall to this process. */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const uid of this.kept.keys()) if (!uids.has(uid)) this.forget(uid);
  }

  private forget(uid: string): void {
    const kept = this.kept.get(uid);
    if (!kept) return;
    kept.log.stop();
    this.kept.delete(uid);
    this.context.archives.remove(kept.key, kept.state);
  }

  private keep(cluster: MySQLCluster, place: string): Kept {
    const { kubernetes, clock, archives } = this.context;
    const { namespace, uid } = cluster.metadata;
    const locationName = cluster.spec.backup?.locationName ?? '';
    const before = this.kept.get(uid);
    if (before?.locationName === locationName) {
      before.state.place = place;
      return before;
    }
    this.forget(uid);
    const state = new ArchiveState(clock, place);
    const name = archiverName(cluster);
    const isMeant = (pod: KubernetesObject) => {
      const { store } = this.kept.get(uid) ?? {};
      return store !== undefined && writesTo(pod, store);
    };
    const kept: Kept = {
      ...{ key: cluster.metadata, locationName, state },
      applier: new ResourceApplier(kubernetes),
      log: new ArchiverLog({
        ...{ kubernetes, clock, namespace, name, state, isMeant },
      }),
    };
    this.kept.set(uid, kept);
    archives.set(cluster.metadata, state);
    return kept;
  }

  private async end(cluster: MySQLCluster): Promise<void> {
    const { kubernetes, covers, logger } = this.context;
    const { namespace, uid } = cluster.metadata;
    this.forget(uid);
    const name = archiverName(cluster);
    const found = kubernetes.getWatched('Deployment', namespace, name);
    // One of a cluster that goes goes with it.
    if (!found || found.metadata.deletionTimestamp) return;
    if (cluster.metadata.deletionTimestamp || cluster.spec.paused) return;
    if (!covers(cluster.metadata)) return;
    await kubernetes.delete(
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
      { uid: found.metadata.uid },
    );
    logger.info(
      `${namespace}/${cluster.metadata.name}: its binary log is archived no more`,
    );
  }

  private wanted(
    cluster: MySQLCluster,
    store: StoreOfLocation,
    { version }: Keys,
  ): KubernetesObject {
    return archiverDeployment(
      archiverWork(cluster, store, this.context.agentImage),
      { keys: version, asleep: cluster.spec.hibernate },
    );
  }

  /**
   * Which keys the archiver is to have. They are looked at when the location changes, which it does when it was proved with
   * new ones, and while something is missing.
   */
  private async keysOf(
    kept: Kept,
    { metadata }: MySQLBackupLocation,
    store: StoreOfLocation,
  ): Promise<Keys> {
    const { kubernetes, clock } = this.context;
    const of = `${metadata.uid} ${metadata.resourceVersion}`;
    const at = clock.monotonic();
    const { keys } = kept;
    const isOld =
      keys?.lacking !== undefined && at - keys.at >= SECRETS_AGAIN_MS;
    if (keys?.of === of && !isOld) return keys;
    const found = await lookAtSecrets(kubernetes, metadata, store);
    kept.keys = { ...found, of, at };
    return kept.keys;
  }

  private async apply(
    cluster: MySQLCluster,
    { applier }: Kept,
    wanted: KubernetesObject,
  ): Promise<void> {
    const { covers, logger } = this.context;
    const { namespace, name } = cluster.metadata;
    if (!covers(cluster.metadata)) return;
    if (await applier.apply(wanted))
      logger.info(`${namespace}/${name}: ${wanted.metadata.name} archives it`);
  }

  private backupsOf({ metadata }: MySQLCluster) {
    return this.context.kubernetes
      .listOwned('MySQLBackup', metadata.namespace, metadata.name)
      .flatMap(object => this.backup(object) ?? []);
  }

  private locationOf({ metadata, spec }: MySQLCluster) {
    const object = this.context.kubernetes.getWatched(
      'MySQLBackupLocation',
      metadata.namespace,
      spec.backup?.locationName ?? '',
    );
    return object && this.location(object);
  }
}
