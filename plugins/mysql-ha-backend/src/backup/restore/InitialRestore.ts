import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { hasBegun } from '../../resources';
import { AgentResult } from '../jobs';
import { FillingVolume } from './FillingVolume';
import { RestoreRecord, restoredAs } from './RestoreRecord';
import { initialOf } from './initialRequest';

/**
 * A restore that brings a cluster its first data. The cluster is there and nothing of it runs, until a mark on the claim says
 * that the data were proved: it outlives this restore, the status, and every operator.
 */
export class InitialRestore {
  constructor(
    private readonly record: RestoreRecord,
    private readonly volume: FillingVolume,
    private readonly untilHealthy: (
      restore: MySQLRestore,
      cluster: MySQLCluster,
    ) => Promise<void>,
  ) {}

  /** @returns whether nothing is left to be done here: the engine acts, or it has failed */
  async follow(
    restore: MySQLRestore,
    cluster: MySQLCluster | undefined,
  ): Promise<boolean> {
    const { clusterName } = restore.spec.target;
    if (!cluster || cluster.metadata.uid !== initialOf(restore)) {
      await this.giveUp(
        restore,
        `The MySQLCluster ${clusterName} was deleted before it had its first data.`,
      );
      return true;
    }
    if (await this.volume.isProved(restore)) {
      await this.untilHealthy(restore, cluster);
      return true;
    }
    if (!hasBegun(cluster.status)) return false;
    await this.giveUp(
      restore,
      `${clusterName} has begun with other data, and a restore never overwrites any: restore in place, or under another name. Nothing was changed.`,
    );
    return true;
  }

  /**
   * The data are there and proved: from now on the engine of the cluster acts, which reads it on the claim.
   *
   * @returns false where that is not the one that was filled, as somebody deleted it
   */
  async hand(restore: MySQLRestore, result: AgentResult): Promise<boolean> {
    if (!(await this.volume.prove(restore))) return false;
    await this.record.write(restore, {
      ...restore.status,
      ...restoredAs(result),
      progress: undefined,
      message:
        'The data are restored and proved, and the cluster begins with them.',
    });
    return true;
  }

  /** The volume first: an operator that dies in between leaves a restore that the next one gives up. */
  private async giveUp(restore: MySQLRestore, why: string): Promise<void> {
    await this.volume.remove(restore);
    await this.record.fail(restore, why);
  }
}
