import {
  MySQLCluster,
  MySQLRestore,
  RestoreStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentRun, StoreOfLocation } from '../jobs';
import { Artifact, readArtifact } from './Artifact';
import { FillingVolume } from './FillingVolume';
import { InitialRestore } from './InitialRestore';
import { InPlaceRestore } from './InPlaceRestore';
import { RestoreRecord, restoredAs } from './RestoreRecord';
import { backupBeingDeleted } from './backupBeingDeleted';
import { createCluster, tryOutCluster } from './createCluster';
import { futurePoint } from './futurePoint';
import { initialCluster } from './initialCluster';
import { initialOf } from './initialRequest';
import { NewCluster, RESTORED_BY_ANNOTATION, newCluster } from './newCluster';
import { presentCluster } from './presentCluster';
import { RestoreSource, restoreSource } from './restoreSource';
import { describeTask, restoreTask } from './restoreTask';

/**
 * Makes a new cluster of a backup, or gives its data to one that exists: the manifest is read, a volume is made and filled by a Job, which also proves the data, and
 * then the MySQLCluster is created, whose engine takes the volume for an earlier one of its own. It remembers nothing; the
 * Jobs stay until the end, so that each step shows which come before it.
 */
export class RestoreReconciler {
  private readonly volume: FillingVolume;
  private readonly record: RestoreRecord;
  private readonly inPlace: InPlaceRestore;
  private readonly initial: InitialRestore;

  constructor(private readonly context: BackupContext) {
    this.volume = new FillingVolume(context.kubernetes);
    this.record = new RestoreRecord(context);
    this.inPlace = new InPlaceRestore(this.record, this.volume);
    this.initial = new InitialRestore(
      this.record,
      this.volume,
      (restore, cluster) => this.untilHealthy(restore, cluster),
    );
  }

  async reconcile(restore: MySQLRestore): Promise<void> {
    const { metadata, status, spec } = restore;
    if (metadata.deletionTimestamp) return;
    if (status.phase === 'Succeeded' || status.phase === 'Failed') {
      await this.record.endJobs(restore);
      return;
    }
    const cluster = this.context.kubernetes.getCluster(
      metadata.namespace,
      spec.target.clusterName,
    );
    if (spec.target.inPlace) {
      if (await this.inPlace.follow(restore, cluster)) return;
    } else if (initialOf(restore) !== undefined) {
      if (await this.initial.follow(restore, cluster)) return;
    } else if (cluster) {
      await this.followCluster(restore, cluster);
      return;
    } else if (status.restoredTo) {
      await this.record.fail(
        restore,
        `The MySQLCluster ${spec.target.clusterName} was deleted before it was healthy: restore again.`,
      );
      return;
    }
    const refusal = status.phase
      ? undefined
      : futurePoint(spec, this.context.clock.now());
    const source = restoreSource(this.context.kubernetes, restore);
    if (refusal !== undefined) await this.record.fail(restore, refusal);
    else if ('refusal' in source) {
      // Its location or its backup may have been deleted while the volume was being filled.
      if (status.phase) await this.volume.remove(restore);
      await this.record.fail(restore, source.refusal);
    } else if ('waitFor' in source)
      await this.record.write(restore, {
        ...status,
        phase: status.phase ?? 'Pending',
        message: source.waitFor,
      });
    else await this.describe(restore, source);
  }

  private async describe(
    restore: MySQLRestore,
    { store, path, locationName }: Extract<RestoreSource, { path: string }>,
  ): Promise<void> {
    const { jobs, agentImage } = this.context;
    const task = describeTask(restore, store, path, agentImage);
    const run = await jobs.look(task);
    if (run.state === 'none') {
      const begun = await this.record.write(restore, {
        ...restore.status,
        phase: 'Running',
        startedAt: restore.status.startedAt ?? this.record.now(),
        path,
        locationName,
        message: restore.spec.pointInTime
          ? 'The newest backup before the point in time is being looked for, and what was archived after it.'
          : 'The manifest of the backup is being read.',
      });
      if (!begun) return;
      const refusal = await this.refusalOf(store, path);
      if (refusal === undefined) await jobs.start(task);
      else await this.record.fail(restore, refusal);
    } else if (run.state === 'failed') {
      await this.record.fail(restore, run.message);
    } else if (run.state === 'succeeded') {
      const artifact = readArtifact(run.result);
      if (!artifact) {
        await this.record.fail(restore, `${path} is no manifest of a backup.`);
        return;
      }
      await this.fill(restore, artifact, store, artifact.path ?? path);
    }
  }

  private async fill(
    restore: MySQLRestore,
    artifact: Artifact,
    store: StoreOfLocation,
    path: string,
  ): Promise<void> {
    const { jobs, agentImage } = this.context;
    const { inPlace } = restore.spec.target;
    const isInitial = initialOf(restore) !== undefined;
    const made = this.clusterFor(restore, artifact);
    // It was deleted a moment ago, which is judged in the next turn.
    if (!made) return undefined;
    if ('refusal' in made) return this.record.fail(restore, made.refusal);
    const volume = await this.volume.ensure(restore, made.cluster);
    if (typeof volume === 'object')
      return this.record.fail(restore, volume.refusal);
    const { cluster } = made;
    const { archive } = artifact;
    const task = restoreTask(restore, store, {
      ...{ path, archive, cluster, agentImage },
    });
    const run = await jobs.look(task);
    // What it filled was deleted by somebody: all over again.
    if (volume === 'made' && run.state !== 'none') return jobs.end(task);
    switch (run.state) {
      case 'none': {
        // Whoever looks at it from now on sees what it is made of.
        const chosen = { ...restore.status, path };
        if (!(await this.record.write(restore, chosen))) return undefined;
        const refusal =
          (await this.refusalOf(store, path)) ??
          (inPlace || isInitial
            ? undefined
            : await tryOutCluster(this.context.kubernetes, cluster));
        if (refusal === undefined) {
          if (isInitial) await this.volume.fill(restore);
          return jobs.start(task);
        }
        await this.volume.remove(restore);
        return this.record.fail(restore, refusal);
      }
      case 'waiting':
      case 'running':
        return this.tell(restore, run, artifact);
      case 'failed':
        // Whatever is in the volume was not proved. It goes first, as nobody comes back to a restore that has failed.
        await this.volume.remove(restore);
        return this.record.fail(restore, run.message);
      case 'succeeded':
        if (!this.context.covers(cluster.metadata)) return undefined;
        if (inPlace) return this.inPlace.hand(restore, cluster, run.result);
        if (isInitial) {
          const isHanded = await this.initial.hand(restore, run.result);
          return isHanded ? undefined : jobs.end(task);
        }
        await this.volume.release(restore);
        return createCluster(this.context.kubernetes, cluster);
      default:
        return run satisfies never;
    }
  }

  private clusterFor(
    restore: MySQLRestore,
    artifact: Artifact,
  ): NewCluster | undefined {
    const { inPlace, clusterName } = restore.spec.target;
    const { namespace } = restore.metadata;
    const isInitial = initialOf(restore) !== undefined;
    if (!inPlace && !isInitial) return newCluster(restore, artifact);
    const present = this.context.kubernetes.getCluster(namespace, clusterName);
    if (!present) return undefined;
    return isInitial
      ? initialCluster(present, artifact)
      : presentCluster(present, artifact);
  }

  /** To be asked when it is on the record what is about to be read. */
  private refusalOf(
    { place }: StoreOfLocation,
    path: string,
  ): Promise<string | undefined> {
    return backupBeingDeleted(this.context.kubernetes, place, path);
  }

  private async tell(
    restore: MySQLRestore,
    run: Extract<AgentRun, { state: 'waiting' | 'running' }>,
    { newestTime }: Artifact,
  ): Promise<void> {
    const { clusterName, inPlace } = restore.spec.target;
    await this.record.write(restore, {
      ...restore.status,
      progress:
        (run.state === 'running' && run.progress) || restore.status.progress,
      message:
        (run.state === 'waiting' && run.message) ||
        `${
          inPlace
            ? `A volume beside those of ${clusterName}, which runs on,`
            : `The volume of ${clusterName}-0`
        } is being filled${
          newestTime ? ` with all that was committed until ${newestTime}` : ''
        }.`,
    });
  }

  private async followCluster(
    restore: MySQLRestore,
    cluster: MySQLCluster,
  ): Promise<void> {
    const { name, namespace, annotations } = cluster.metadata;
    if (annotations[RESTORED_BY_ANNOTATION] !== restore.metadata.uid) {
      await this.record.fail(
        restore,
        `There is a MySQLCluster ${namespace}/${name} already, and a restore never overwrites data: restore under a name that is free. Nothing was changed.`,
      );
      return;
    }
    await this.untilHealthy(restore, cluster);
  }

  private async untilHealthy(
    restore: MySQLRestore,
    cluster: MySQLCluster,
  ): Promise<void> {
    const { name, namespace } = cluster.metadata;
    const run = await this.context.jobs.look(this.record.jobsOf(restore)[1]);
    const restored: RestoreStatus = {
      ...restore.status,
      progress: undefined,
      ...(run.state === 'succeeded' && restoredAs(run.result)),
    };
    if (cluster.status.phase !== 'Healthy') {
      await this.record.write(restore, {
        ...restored,
        message: `The data are restored and proved, and the cluster begins with them: ${
          cluster.status.message ?? 'it is being created.'
        }`,
      });
      return;
    }
    await this.record.succeed(
      restore,
      restored,
      `${namespace}/${name} has the data of ${restore.status.path}${
        restored.restoredTo?.time
          ? `, with what was committed until ${restored.restoredTo.time},`
          : ''
      } and is healthy; its logins are in the Secret ${name}-app.`,
    );
  }
}
