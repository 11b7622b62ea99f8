import {
  ARTIFACT_ANNOTATION,
  BackupStatus,
  DELETE_WITH_DATA_ANNOTATION,
  MySQLBackup,
  mysqlBackupLocationSchema,
  MySQLBackupLocation,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentRun, JobKey, StoreOfLocation, storeOf } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { BackupRemoval } from './BackupRemoval';
import { backupJobName, backupTask, removalTask } from './backupTask';
import { backupPath } from './backupPath';
import { beginning } from './beginning';
import { goesBefore } from './goesBefore';
import { succeeded } from './succeeded';

/** Whether it stands for what lies in its location, and is not described yet. */
function isFound({ metadata, status }: MySQLBackup): boolean {
  return (
    status.phase === undefined &&
    metadata.annotations[ARTIFACT_ANNOTATION] !== undefined
  );
}

const CLUSTER_GONE =
  'The cluster was deleted before its backup was complete, and nothing of it was kept.';

/**
 * Brings a backup from one phase to the next. It remembers nothing: what is the case stands in the resource, its Job and the
 * store, so that another operator goes on at any point.
 */
export class BackupReconciler {
  private readonly removal: BackupRemoval;

  constructor(private readonly context: BackupContext) {
    this.removal = new BackupRemoval(context);
  }

  async reconcile(backup: MySQLBackup): Promise<void> {
    const { metadata, status } = backup;
    if (metadata.deletionTimestamp) return;
    if (metadata.annotations[DELETE_WITH_DATA_ANNOTATION] === 'true') {
      await this.removal.reconcile(backup, this.store(backup));
      return;
    }
    // It is not made but found: see discovery/.
    if (isFound(backup)) return;
    switch (status.phase) {
      case 'Succeeded':
      case 'Failed':
        await this.context.jobs.end(this.job(backup));
        return;
      case 'Running':
        await this.follow(backup);
        return;
      default:
        await this.begin(backup);
    }
  }

  private async begin(backup: MySQLBackup): Promise<void> {
    const { kubernetes, clock } = this.context;
    const { metadata, spec } = backup;
    const now = clock.now();
    const found = beginning(backup, {
      cluster: kubernetes.getCluster(metadata.namespace, spec.clusterName),
      location: this.location(backup),
      other: goesBefore(kubernetes, backup),
      ageMs: now - Date.parse(metadata.creationTimestamp ?? ''),
    });
    if ('refusal' in found) {
      await this.fail(backup, found.refusal);
    } else if ('waitFor' in found) {
      await this.write(backup, {
        ...backup.status,
        phase: 'Pending',
        message: found.waitFor,
      });
    } else {
      // The path is on the record before anything can be in the store.
      await this.write(backup, {
        phase: 'Running',
        startedAt: new Date(now).toISOString(),
        source: found.instance,
        path: backupPath(backup),
        message: `It is made from ${found.instance}.`,
      });
    }
  }

  private async follow(backup: MySQLBackup): Promise<void> {
    const run = await this.context.jobs.look(this.job(backup));
    switch (run.state) {
      case 'none':
        await this.start(backup);
        return;
      case 'waiting':
        await this.wait(backup, run.message);
        return;
      case 'running':
        await this.write(backup, {
          ...backup.status,
          progress: run.progress ?? backup.status.progress,
          message: `It is made from ${backup.status.source}.`,
        });
        return;
      case 'succeeded': {
        const status = succeeded(backup.status, run.result);
        if (status) await this.conclude(backup, status);
        else await this.fail(backup, 'The agent did not say what it made.');
        return;
      }
      case 'failed':
        if (run.inOrder) await this.fail(backup, run.message);
        else await this.sweep(backup, run.message);
        return;
      default:
        run satisfies never;
    }
  }

  private async wait(
    backup: MySQLBackup,
    message = this.refusalOfStore(backup),
  ): Promise<void> {
    const { locationName } = backup.spec;
    // What it has to mount went with the cluster, or with the location.
    if (!this.cluster(backup)) await this.context.jobs.end(this.job(backup));
    else if (!this.location(backup))
      await this.fail(
        backup,
        `The MySQLBackupLocation ${locationName} was deleted while the backup was being made. Create it again and make another one; what may lie at ${backup.status.path} goes with this one (kubectl annotate myb ${backup.metadata.name} ${DELETE_WITH_DATA_ANNOTATION}=true).`,
      );
    else if (message !== undefined)
      await this.write(backup, { ...backup.status, message });
  }

  /** Kubernetes says of a Secret that is missing only in an event. */
  private refusalOfStore(backup: MySQLBackup): string | undefined {
    const [reachable] = this.location(backup)?.status.conditions ?? [];
    return reachable?.status === 'False'
      ? `It waits for the MySQLBackupLocation ${backup.spec.locationName}: ${reachable.message}`
      : undefined;
  }

  private async start(backup: MySQLBackup): Promise<void> {
    const { jobs, agentImage, covers } = this.context;
    const { source: instance, path } = backup.status;
    const cluster = this.cluster(backup);
    const store = this.store(backup);
    if (!cluster) return this.sweep(backup, CLUSTER_GONE);
    if (!store || !instance || !path)
      return this.fail(
        backup,
        `The MySQLBackupLocation ${backup.spec.locationName} was deleted before the backup began: make another one.`,
      );
    if (!covers(cluster.metadata)) return undefined;
    return jobs.start(
      backupTask(backup, cluster, store, { instance, path, agentImage }),
    );
  }

  /** A Job that was killed may have left something in the store: it is removed before the backup is said to have failed. */
  private async sweep(backup: MySQLBackup, why: string): Promise<void> {
    const { jobs, agentImage } = this.context;
    const store = this.store(backup);
    const { path } = backup.status;
    if (!store || !path) return this.fail(backup, why);
    const task = removalTask(backup, store, {
      path,
      agentImage,
      onlyLitter: true,
    });
    const run = await jobs.look(task);
    switch (run.state) {
      case 'none':
        return jobs.start(task);
      case 'succeeded':
        return this.swept(backup, run, task, why);
      case 'failed':
        await this.fail(
          backup,
          `${why} What it left at ${path} could not be removed: ${run.message}`,
        );
        return jobs.end(task);
      default:
        return undefined;
    }
  }

  private async swept(
    backup: MySQLBackup,
    { result }: Extract<AgentRun, { state: 'succeeded' }>,
    sweep: JobKey,
    why: string,
  ): Promise<void> {
    // It had been through, and was killed before it could say so.
    const status = succeeded(backup.status, result);
    if (status) await this.conclude(backup, status);
    else await this.fail(backup, why);
    await this.context.jobs.end(sweep);
  }

  private async fail(backup: MySQLBackup, message: string): Promise<void> {
    const { clock } = this.context;
    await this.conclude(backup, {
      ...backup.status,
      phase: 'Failed',
      completedAt: new Date(clock.now()).toISOString(),
      progress: undefined,
      message,
    });
  }

  private async conclude(
    backup: MySQLBackup,
    status: BackupStatus,
  ): Promise<void> {
    const { kubernetes, jobs, logger } = this.context;
    if (!(await this.write(backup, status))) return;
    await jobs.end(this.job(backup));
    const { namespace, name } = backup.metadata;
    const sentence = `Backup ${name} ${status.phase}: ${status.message}`;
    logger.info(`${namespace}: ${sentence}`);
    const cluster = this.cluster(backup);
    if (!cluster) return;
    kubernetes.recordEvent(cluster, {
      type: status.phase === 'Failed' ? 'Warning' : 'Normal',
      reason: `Backup${status.phase}`,
      message: sentence,
    });
  }

  private async write(
    backup: MySQLBackup,
    status: BackupStatus,
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = backup.metadata;
    if (!covers({ namespace, name: backup.spec.clusterName })) return false;
    return writeStatus<Recorded>(kubernetes, backup, status);
  }

  private job(backup: MySQLBackup): JobKey {
    const { namespace } = backup.metadata;
    return { namespace, name: backupJobName(backup) };
  }

  private cluster({ metadata, spec }: MySQLBackup) {
    return this.context.kubernetes.getCluster(
      metadata.namespace,
      spec.clusterName,
    );
  }

  private location({
    metadata,
    spec,
  }: MySQLBackup): MySQLBackupLocation | undefined {
    const object = this.context.kubernetes.getWatched(
      'MySQLBackupLocation',
      metadata.namespace,
      spec.locationName,
    );
    return mysqlBackupLocationSchema.safeParse(object).data;
  }

  private store(backup: MySQLBackup): StoreOfLocation | undefined {
    const location = this.location(backup);
    return location && storeOf(location.spec);
  }
}
