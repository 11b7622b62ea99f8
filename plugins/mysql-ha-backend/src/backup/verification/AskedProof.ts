import {
  API_GROUP_VERSION,
  MySQLBackup,
  MySQLCluster,
  VERIFY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { ProofDesk } from './ProofDesk';
import { isGoing } from './newestGood';
import { whatIsInTheWay } from './whatIsInTheWay';

/**
 * Begins the proof of a backup because somebody asked for it. That it was asked for stands in an annotation, which is taken
 * away when the proof is on the record, or can’t be made: so it is begun once, whichever operator is there.
 */
export class AskedProof {
  private readonly desk: ProofDesk;
  /** What each backup was said to wait for. */
  private readonly told = new Map<string, string>();

  constructor(private readonly context: BackupContext) {
    this.desk = new ProofDesk(context);
  }

  async reconcile(backup: MySQLBackup): Promise<void> {
    const { metadata, status } = backup;
    if (metadata.annotations[VERIFY_ANNOTATION] === undefined) return;
    if (metadata.deletionTimestamp) return;
    if (status.verification?.phase === 'Running') {
      await this.answered(backup);
      return;
    }
    const refusal = this.refusal(backup);
    if (refusal !== undefined) {
      const at = new Date(this.context.clock.now()).toISOString();
      const failed = { startedAt: at, completedAt: at, message: refusal };
      if (await this.desk.write(backup, { phase: 'Failed', ...failed }))
        await this.answered(backup);
      return;
    }
    const cluster = this.desk.cluster(backup);
    if (!cluster || status.phase !== 'Succeeded') return;
    const waitsFor = whatIsInTheWay(cluster, this.desk.around(cluster), true);
    if (waitsFor === undefined) await this.desk.begin(backup);
    else this.tell(backup, cluster, waitsFor);
  }

  /** Once, as long as it waits for the same. */
  private tell(
    { metadata }: MySQLBackup,
    cluster: MySQLCluster,
    waitsFor: string,
  ): void {
    if (this.told.get(metadata.uid) === waitsFor) return;
    this.told.set(metadata.uid, waitsFor);
    this.context.kubernetes.recordEvent(cluster, {
      type: 'Normal',
      reason: 'VerificationWaits',
      message: `The proof of ${metadata.name} that was asked for begins when ${waitsFor}.`,
    });
  }

  /** Why it can’t be proved, however long one waits. */
  private refusal(backup: MySQLBackup): string | undefined {
    const { spec, status } = backup;
    if (isGoing(backup)) return 'It is not proved, as it is being deleted.';
    if (status.phase === 'Failed')
      return 'There is nothing to prove, as it failed: make another backup.';
    if (!this.desk.cluster(backup))
      return `It can’t be proved here, as there is no MySQLCluster ${spec.clusterName} any more in whose image, and with how much room, it would be restored: restore it into a new cluster.`;
    return this.desk.location(backup)
      ? undefined
      : `It can’t be proved, as there is no MySQLBackupLocation ${spec.locationName}: create it again.`;
  }

  private async answered({ metadata, spec }: MySQLBackup): Promise<void> {
    const { kubernetes, covers } = this.context;
    const { namespace, name, uid } = metadata;
    this.told.delete(uid);
    if (!covers({ namespace, name: spec.clusterName })) return;
    await kubernetes.mergePatch(
      {
        ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup' },
        ...{ namespace, name },
      },
      { metadata: { annotations: { [VERIFY_ANNOTATION]: null } } },
    );
  }
}
