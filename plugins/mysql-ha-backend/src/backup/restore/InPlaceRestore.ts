import {
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AgentResult } from '../jobs';
import { FillingVolume } from './FillingVolume';
import { RestoreRecord, restoredAs } from './RestoreRecord';
import { notInPlace } from './presentCluster';
import { dataClaimName } from './restoreTask';

/**
 * A restore into a cluster that exists: the data are proved in a volume beside those of the cluster, and handed to its engine,
 * which exchanges them and says in the status of the cluster how that goes.
 */
export class InPlaceRestore {
  constructor(
    private readonly record: RestoreRecord,
    private readonly volume: FillingVolume,
  ) {}

  /** The data are there: from now on the engine of the cluster acts, which reads it here. */
  async hand(
    restore: MySQLRestore,
    cluster: MySQLCluster,
    result: AgentResult,
  ): Promise<void> {
    await this.record.write(restore, {
      ...restore.status,
      ...restoredAs(result),
      progress: undefined,
      provedClaim: dataClaimName(restore),
      message: `The data are restored and proved; ${cluster.metadata.name} is about to be stopped for them.`,
    });
  }

  /** @returns whether nothing is left to be done here: the engine acts, or it has failed */
  async follow(
    restore: MySQLRestore,
    cluster: MySQLCluster | undefined,
  ): Promise<boolean> {
    const { metadata, status, spec } = restore;
    if (!cluster) {
      await this.giveUp(
        restore,
        `There is no MySQLCluster ${spec.target.clusterName} in the namespace ${metadata.namespace}: make a restore without target.inPlace, which makes a new one.`,
      );
      return true;
    }
    // The volume has to be nobody’s when it changes its claim.
    if (status.provedClaim !== undefined) await this.record.endJobs(restore);
    if (cluster.status.exchange?.uid === metadata.uid) {
      await this.tell(restore, cluster, cluster.status.exchange);
      return true;
    }
    if (status.provedClaim !== undefined) return true;
    const refusal = notInPlace(cluster);
    if (refusal !== undefined) await this.giveUp(restore, refusal);
    return refusal !== undefined;
  }

  /** The volume first: an operator that dies in between leaves a restore that the next one gives up. */
  private async giveUp(restore: MySQLRestore, why: string): Promise<void> {
    await this.volume.remove(restore);
    await this.record.fail(restore, why);
  }

  private async tell(
    restore: MySQLRestore,
    cluster: MySQLCluster,
    { stage, message = '' }: NonNullable<MySQLCluster['status']['exchange']>,
  ): Promise<void> {
    const { status } = restore;
    const { namespace, name } = cluster.metadata;
    switch (stage) {
      case 'Done':
        return this.record.succeed(
          restore,
          status,
          `${namespace}/${name} has the data of ${status.path} and is healthy; its logins are as before. ${message}`,
        );
      case 'Returned':
        return this.giveUp(restore, message);
      default:
        await this.record.write(restore, { ...status, message });
        return undefined;
    }
  }
}
