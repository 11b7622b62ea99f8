import {
  MySQLRestore,
  RestoreStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentResult, JobKey } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { describeJobName, restoreJobName } from './restoreTask';

/** What is written of a restore, by whoever brings it on. */
export class RestoreRecord {
  constructor(private readonly context: BackupContext) {}

  /** @returns whether it is written; else somebody else was quicker, and it is looked at again */
  async write(restore: MySQLRestore, status: RestoreStatus): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = restore.metadata;
    return covers({ namespace, name: restore.spec.target.clusterName })
      ? writeStatus<Recorded>(kubernetes, restore, status)
      : false;
  }

  async fail(restore: MySQLRestore, message: string): Promise<void> {
    await this.conclude(restore, {
      ...restore.status,
      phase: 'Failed',
      progress: undefined,
      message,
    });
  }

  async succeed(
    restore: MySQLRestore,
    status: RestoreStatus,
    message: string,
  ): Promise<void> {
    await this.conclude(restore, { ...status, phase: 'Succeeded', message });
  }

  /** Removes the Jobs, whatever they do. */
  async endJobs(restore: MySQLRestore): Promise<void> {
    for (const job of this.jobsOf(restore)) await this.context.jobs.end(job);
  }

  /** The one that reads the manifest, and the one that fills the volume. */
  jobsOf(restore: MySQLRestore): readonly [JobKey, JobKey] {
    const { namespace } = restore.metadata;
    return [
      { namespace, name: describeJobName(restore) },
      { namespace, name: restoreJobName(restore) },
    ];
  }

  now(): string {
    return new Date(this.context.clock.now()).toISOString();
  }

  private async conclude(
    restore: MySQLRestore,
    status: RestoreStatus,
  ): Promise<void> {
    const ended = { ...status, completedAt: this.now() };
    if (!(await this.write(restore, ended))) return;
    const { namespace, name } = restore.metadata;
    this.context.logger.info(
      `${namespace}: restore ${name} ${status.phase}: ${status.message}`,
    );
    await this.endJobs(restore);
  }
}

/** What an agent says that it restored. */
export function restoredAs({
  gtidExecuted,
  restoredTo,
}: AgentResult): Pick<RestoreStatus, 'gtidExecuted' | 'restoredTo'> {
  if (typeof gtidExecuted !== 'string') return {};
  const time = typeof restoredTo === 'string' && { time: restoredTo };
  return { gtidExecuted, restoredTo: { gtidSet: gtidExecuted, ...time } };
}
