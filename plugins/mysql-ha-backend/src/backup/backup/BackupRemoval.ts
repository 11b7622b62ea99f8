import {
  API_GROUP_VERSION,
  BackupStatus,
  MySQLBackup,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { StoreOfLocation } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { readersOf } from '../restore';
import { backupJobName, removalTask } from './backupTask';

/** How soon a removal that failed is tried again, in milliseconds. */
const AGAIN_MS = 5 * 60_000;

/**
 * Deletes a backup with its data: first what is in the store, then the resource. As long as data may be left the resource
 * stays and says why.
 */
export class BackupRemoval {
  private readonly failedAt = new Map<string, number>();

  constructor(private readonly context: BackupContext) {}

  async reconcile(
    backup: MySQLBackup,
    store: StoreOfLocation | undefined,
  ): Promise<void> {
    const { jobs, agentImage, clock } = this.context;
    const { metadata, spec, status } = backup;
    const making = {
      namespace: metadata.namespace,
      name: backupJobName(backup),
    };
    if (jobs.find(making)) {
      // It ends in order; what it leaves all the same goes with the rest.
      await jobs.end(making);
      return;
    }
    if (!status.path) {
      await this.deleteResource(backup);
      return;
    }
    if (!store) {
      await this.say(
        backup,
        `Its data can’t be deleted, as there is no MySQLBackupLocation ${spec.locationName} any more: create it again, or delete the MySQLBackup alone (kubectl delete myb ${metadata.name}), which leaves the data.`,
      );
      return;
    }
    const failedAt = this.failedAt.get(metadata.uid) ?? -Infinity;
    if (clock.monotonic() - failedAt < AGAIN_MS) return;
    const task = removalTask(backup, store, {
      path: status.path,
      agentImage,
      onlyLitter: false,
    });
    const run = await jobs.look(task);
    switch (run.state) {
      case 'none':
        if (await this.isFree(backup)) await jobs.start(task);
        return;
      case 'succeeded':
        await this.deleteResource(backup);
        return;
      case 'failed':
        this.failedAt.set(metadata.uid, clock.monotonic());
        await this.say(
          backup,
          `Its data could not be deleted and are tried again in five minutes: ${run.message}`,
        );
        await jobs.end(task);
        return;
      case 'waiting':
        if (run.message) await this.say(backup, run.message);
        return;
      case 'running':
        return;
      default:
        run satisfies never;
    }
  }

  /**
   * Whether its data can go: no restore reads them, and since that is on the record none begins to. Who begins one looks for
   * that record after having said what is read, so that one of both sees the other.
   */
  private async isFree(backup: MySQLBackup): Promise<boolean> {
    const { kubernetes, clock } = this.context;
    const readers = await readersOf(kubernetes, backup);
    if (readers.length > 0) {
      await this.write(backup, {
        ...backup.status,
        deletingSince: undefined,
        message: `Its data are deleted when this restore is through, which reads them: ${readers.join(
          ', ',
        )}.`,
      });
      return false;
    }
    if (backup.status.deletingSince !== undefined) return true;
    const isSaid = await this.write(backup, {
      ...backup.status,
      deletingSince: new Date(clock.now()).toISOString(),
      message: 'Its data are being deleted.',
    });
    // One that began just before is waited for, from the next look on.
    return isSaid && (await readersOf(kubernetes, backup)).length === 0;
  }

  private async deleteResource({ metadata }: MySQLBackup): Promise<void> {
    const { kubernetes, logger } = this.context;
    const { namespace, name, uid } = metadata;
    await kubernetes.delete(
      { apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup', namespace, name },
      { uid },
    );
    this.failedAt.delete(uid);
    logger.info(`${namespace}: backup ${name} was deleted with its data`);
  }

  private say(backup: MySQLBackup, message: string): Promise<boolean> {
    return this.write(backup, { ...backup.status, message });
  }

  private async write(
    backup: MySQLBackup,
    status: BackupStatus,
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = backup.metadata;
    return (
      covers({ namespace, name: backup.spec.clusterName }) &&
      writeStatus<Recorded>(kubernetes, backup, status)
    );
  }
}
