import {
  MySQLCluster,
  MySQLRestore,
  RestoreStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentResult, AgentRun, JobKey, StoreOfLocation } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { Artifact, readArtifact } from './Artifact';
import { FillingVolume } from './FillingVolume';
import { createCluster, tryOutCluster } from './createCluster';
import { futurePoint } from './futurePoint';
import { NewCluster, RESTORED_BY_ANNOTATION, newCluster } from './newCluster';
import { notInPlace, presentCluster } from './presentCluster';
import { restoreSource } from './restoreSource';
import {
  dataClaim,
  describeJobName,
  describeTask,
  restoreJobName,
  restoreTask,
} from './restoreTask';

/**
 * Makes a new cluster of a backup: the manifest is read, a volume is made and filled by a Job, which also proves the data, and
 * then the MySQLCluster is created, whose engine takes the volume for an earlier one of its own. It remembers nothing; the
 * Jobs stay until the end, so that each step shows which come before it.
 */
export class RestoreReconciler {
  private readonly volume: FillingVolume;

  constructor(private readonly context: BackupContext) {
    this.volume = new FillingVolume(context.kubernetes);
  }

  async reconcile(restore: MySQLRestore): Promise<void> {
    const { metadata, status, spec } = restore;
    if (metadata.deletionTimestamp) return;
    if (status.phase === 'Succeeded' || status.phase === 'Failed') {
      for (const job of this.jobsOf(restore)) await this.context.jobs.end(job);
      return;
    }
    const cluster = this.context.kubernetes.getCluster(
      metadata.namespace,
      spec.target.clusterName,
    );
    if (spec.target.inPlace) {
      if (await this.followExchange(restore, cluster)) return;
    } else if (cluster) {
      await this.followCluster(restore, cluster);
      return;
    } else if (status.restoredTo) {
      await this.fail(
        restore,
        `The MySQLCluster ${spec.target.clusterName} was deleted before it was healthy: restore again.`,
      );
      return;
    }
    const refusal = status.phase
      ? undefined
      : futurePoint(spec, this.context.clock.now());
    const source = restoreSource(this.context.kubernetes, restore);
    if (refusal !== undefined) await this.fail(restore, refusal);
    else if ('refusal' in source) await this.fail(restore, source.refusal);
    else if ('waitFor' in source)
      await this.write(restore, {
        ...status,
        phase: status.phase ?? 'Pending',
        message: source.waitFor,
      });
    else await this.describe(restore, source.store, source.path);
  }

  private async describe(
    restore: MySQLRestore,
    store: StoreOfLocation,
    path: string,
  ): Promise<void> {
    const { jobs, agentImage } = this.context;
    const task = describeTask(restore, store, path, agentImage);
    const run = await jobs.look(task);
    if (run.state === 'none') {
      const begun = await this.write(restore, {
        ...restore.status,
        phase: 'Running',
        startedAt: restore.status.startedAt ?? this.now(),
        path,
        message: restore.spec.pointInTime
          ? 'The newest backup before the point in time is being looked for, and what was archived after it.'
          : 'The manifest of the backup is being read.',
      });
      if (begun) await jobs.start(task);
    } else if (run.state === 'failed') {
      await this.fail(restore, run.message);
    } else if (run.state === 'succeeded') {
      const artifact = readArtifact(run.result);
      if (!artifact) {
        await this.fail(restore, `${path} is no manifest of a backup.`);
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
    const { inPlace, clusterName } = restore.spec.target;
    const present = inPlace
      ? this.context.kubernetes.getCluster(
          restore.metadata.namespace,
          clusterName,
        )
      : undefined;
    const made: NewCluster = present
      ? presentCluster(present, artifact)
      : newCluster(restore, artifact);
    if ('refusal' in made) return this.fail(restore, made.refusal);
    const taken = await this.volume.ensure(restore, made.cluster);
    if (taken !== undefined) return this.fail(restore, taken);
    const { cluster } = made;
    const { archive } = artifact;
    const task = restoreTask(restore, store, {
      ...{ path, archive, cluster, agentImage },
    });
    const run = await jobs.look(task);
    switch (run.state) {
      case 'none': {
        // Whoever looks at it from now on sees what it is made of.
        const chosen = { ...restore.status, path };
        if (!(await this.write(restore, chosen))) return undefined;
        const refused = inPlace
          ? undefined
          : await tryOutCluster(this.context.kubernetes, cluster);
        if (refused === undefined) return jobs.start(task);
        await this.fail(restore, refused);
        return this.volume.remove(restore, cluster);
      }
      case 'waiting':
      case 'running':
        return this.tell(restore, run, artifact);
      case 'failed':
        // Whatever is in the volume was not proved.
        await this.fail(restore, run.message);
        return this.volume.remove(restore, cluster);
      case 'succeeded':
        if (!this.context.covers(cluster.metadata)) return undefined;
        if (inPlace) return this.proved(restore, cluster, run.result);
        return createCluster(this.context.kubernetes, cluster);
      default:
        return run satisfies never;
    }
  }

  private async tell(
    restore: MySQLRestore,
    run: Extract<AgentRun, { state: 'waiting' | 'running' }>,
    { newestTime }: Artifact,
  ): Promise<void> {
    const { clusterName, inPlace } = restore.spec.target;
    await this.write(restore, {
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

  /** The data are there: from now on the engine of the cluster acts, which reads it here. */
  private async proved(
    restore: MySQLRestore,
    cluster: MySQLCluster,
    result: AgentResult,
  ): Promise<void> {
    const written = await this.write(restore, {
      ...restore.status,
      ...restoredAs(result),
      progress: undefined,
      provedClaim: dataClaim(restore, cluster).metadata.name,
      message: `The data are restored and proved; ${cluster.metadata.name} is about to be stopped for them.`,
    });
    // The volume has to be nobody’s when it changes its claim.
    if (written)
      for (const job of this.jobsOf(restore)) await this.context.jobs.end(job);
  }

  /** @returns whether there is nothing to be done here: the engine acts, or it has failed */
  private async followExchange(
    restore: MySQLRestore,
    cluster: MySQLCluster | undefined,
  ): Promise<boolean> {
    const { metadata, status } = restore;
    const { clusterName } = restore.spec.target;
    if (!cluster) {
      await this.fail(
        restore,
        `There is no MySQLCluster ${clusterName} in the namespace ${metadata.namespace}: make a restore without target.inPlace, which makes a new one.`,
      );
      return true;
    }
    const { exchange } = cluster.status;
    if (exchange?.uid !== metadata.uid) {
      if (status.provedClaim !== undefined) return true;
      const refusal = notInPlace(cluster);
      if (refusal !== undefined) await this.fail(restore, refusal);
      return refusal !== undefined;
    }
    const { stage, message = '' } = exchange;
    if (stage === 'Done')
      await this.conclude(restore, {
        ...status,
        phase: 'Succeeded',
        completedAt: this.now(),
        message: `${metadata.namespace}/${clusterName} has the data of ${status.path} and is healthy; its logins are as before. ${message}`,
      });
    else if (stage === 'Returned') await this.fail(restore, message);
    else await this.write(restore, { ...status, message });
    return true;
  }

  private async followCluster(
    restore: MySQLRestore,
    cluster: MySQLCluster,
  ): Promise<void> {
    const { name, namespace, annotations } = cluster.metadata;
    if (annotations[RESTORED_BY_ANNOTATION] !== restore.metadata.uid) {
      await this.fail(
        restore,
        `There is a MySQLCluster ${namespace}/${name} already, and a restore never overwrites data: restore under a name that is free. Nothing was changed.`,
      );
      return;
    }
    const run = await this.context.jobs.look(this.jobsOf(restore)[1]);
    const restored: RestoreStatus = {
      ...restore.status,
      progress: undefined,
      ...(run.state === 'succeeded' && restoredAs(run.result)),
    };
    if (cluster.status.phase !== 'Healthy') {
      await this.write(restore, {
        ...restored,
        message: `The data are restored and proved, and the cluster begins with them: ${
          cluster.status.message ?? 'it is being created.'
        }`,
      });
      return;
    }
    await this.conclude(restore, {
      ...restored,
      phase: 'Succeeded',
      completedAt: this.now(),
      message: `${namespace}/${name} has the data of ${restore.status.path}${
        restored.restoredTo?.time
          ? `, with what was committed until ${restored.restoredTo.time},`
          : ''
      } and is healthy; its logins are in the Secret ${name}-app.`,
    });
  }

  private async fail(restore: MySQLRestore, message: string): Promise<void> {
    await this.conclude(restore, {
      ...restore.status,
      phase: 'Failed',
      completedAt: this.now(),
      progress: undefined,
      message,
    });
  }

  private async conclude(
    restore: MySQLRestore,
    status: RestoreStatus,
  ): Promise<void> {
    const { logger, jobs } = this.context;
    if (!(await this.write(restore, status))) return;
    const { namespace, name } = restore.metadata;
    logger.info(
      `${namespace}: restore ${name} ${status.phase}: ${status.message}`,
    );
    for (const job of this.jobsOf(restore)) await jobs.end(job);
  }

  private async write(
    restore: MySQLRestore,
    status: RestoreStatus,
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = restore.metadata;
    return covers({ namespace, name: restore.spec.target.clusterName })
      ? writeStatus<Recorded>(kubernetes, restore, status)
      : false;
  }

  private jobsOf(restore: MySQLRestore): readonly [JobKey, JobKey] {
    const { namespace } = restore.metadata;
    return [
      { namespace, name: describeJobName(restore) },
      { namespace, name: restoreJobName(restore) },
    ];
  }

  private now(): string {
    return new Date(this.context.clock.now()).toISOString();
  }
}

/** What an agent says that it restored. */
function restoredAs({
  gtidExecuted,
  restoredTo,
}: AgentResult): Pick<RestoreStatus, 'gtidExecuted' | 'restoredTo'> {
  if (typeof gtidExecuted !== 'string') return {};
  const time = typeof restoredTo === 'string' && { time: restoredTo };
  return { gtidExecuted, restoredTo: { gtidSet: gtidExecuted, ...time } };
}
