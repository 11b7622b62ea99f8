import {
  BackupStatus,
  MySQLBackup,
  MySQLBackupLocation,
  MySQLCluster,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { AgentRun, JobKey, storeOf } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { VerificationFirings } from './VerificationFirings';
import { isInTheWay } from './isInTheWay';
import { isGoing, newestGood } from './newestGood';
import { proofInWords } from './proofInWords';
import { verificationJobName, verificationTask } from './verificationTask';

/** How long a pod is waited for, in milliseconds. */
const NO_POD_MS = 60 * 60_000;

type Verification = NonNullable<BackupStatus['verification']>;

/**
 * Proves the newest backup of a cluster when its `spec.backup.verify.schedule` says so. What is under way stands in the
 * backup’s status, before there is a Job for it; another operator goes on with it.
 */
export class VerificationReconciler {
  private readonly parseBackup = parseOnce(mysqlBackupSchema);
  private readonly parseRestore = parseOnce(mysqlRestoreSchema);
  private readonly firings = new VerificationFirings();

  constructor(private readonly context: BackupContext) {}

  /** Begins a proof that is due. */
  async fire(cluster: MySQLCluster): Promise<void> {
    const { kubernetes, clock, jobs } = this.context;
    const { namespace, name, deletionTimestamp } = cluster.metadata;
    if (deletionTimestamp || !cluster.spec.backup?.verify) return;
    const now = clock.now();
    const backups = kubernetes
      .listOwned('MySQLBackup', namespace, name)
      .flatMap(object => this.parseBackup(object) ?? []);
    if (!this.firings.isDue(cluster, backups, now)) return;
    const restores = kubernetes
      .listOwned('MySQLRestore', namespace, name)
      .flatMap(object => this.parseRestore(object) ?? []);
    const running = this.running();
    if (isInTheWay(cluster, { backups, restores, running })) return;
    const backup = newestGood(backups);
    if (!backup || !isReachable(this.location(backup))) return;
    // What is left of the proof before must not be taken for this one.
    if (jobs.find(this.job(backup))) {
      await jobs.end(this.job(backup));
      return;
    }
    await this.write(backup, {
      phase: 'Running',
      startedAt: new Date(now).toISOString(),
      message: 'It is being restored into a throw-away instance.',
    });
  }

  /** Goes on with the proof of a backup. */
  async follow(backup: MySQLBackup): Promise<void> {
    const { jobs } = this.context;
    const { verification } = backup.status;
    if (!verification || backup.metadata.deletionTimestamp) return;
    if (verification.phase !== 'Running' || isGoing(backup)) {
      await jobs.end(this.job(backup));
      return;
    }
    const run = await jobs.look(this.job(backup));
    switch (run.state) {
      case 'none':
        await this.start(backup, verification);
        return;
      case 'waiting':
        await this.wait(backup, verification, run.message);
        return;
      case 'running':
        await this.write(backup, {
          ...verification,
          message: `It is being restored into a throw-away instance${
            run.progress ? `: ${run.progress.step}` : ''
          }.`,
        });
        return;
      case 'succeeded':
        await this.succeed(backup, verification, run);
        return;
      case 'failed':
        await this.conclude(backup, verification, {
          phase: run.damaged ? 'Refuted' : 'Failed',
          message: run.message,
        });
        return;
      default:
        run satisfies never;
    }
  }

  private async start(
    backup: MySQLBackup,
    verification: Verification,
  ): Promise<void> {
    const { jobs, agentImage, covers } = this.context;
    const cluster = this.cluster(backup);
    const location = this.location(backup);
    const store = location && storeOf(location.spec);
    const { path } = backup.status;
    if (!cluster || !store || path === undefined)
      return this.conclude(backup, verification, {
        phase: 'Failed',
        message: cluster
          ? this.locationGone(backup)
          : `The MySQLCluster ${backup.spec.clusterName} was deleted before its backup was proved.`,
      });
    if (!covers(cluster.metadata)) return undefined;
    return jobs.start(
      verificationTask(backup, cluster, store, { path, agentImage }),
    );
  }

  private async wait(
    backup: MySQLBackup,
    verification: Verification,
    message: string | undefined,
  ): Promise<void> {
    const age = this.context.clock.now() - Date.parse(verification.startedAt);
    const reason =
      message ??
      'its pod does not start; kubectl describe pod has the reason, in the events';
    // Its keys went with it or will, and a pod that waits for them waits for ever.
    if (!this.location(backup))
      await this.conclude(backup, verification, {
        phase: 'Failed',
        message: this.locationGone(backup),
      });
    // Others wait for their turn.
    else if (age > NO_POD_MS)
      await this.conclude(backup, verification, {
        phase: 'Failed',
        message: `It was given up after an hour, and the next firing tries again: ${reason}`,
      });
    else if (message !== undefined)
      await this.write(backup, { ...verification, message });
  }

  private async succeed(
    backup: MySQLBackup,
    verification: Verification,
    { result }: Extract<AgentRun, { state: 'succeeded' }>,
  ): Promise<void> {
    const begun = Date.parse(verification.startedAt);
    const seconds = Math.round((this.context.clock.now() - begun) / 1000);
    await this.conclude(backup, verification, {
      phase: 'Proved',
      message: proofInWords(result, Math.max(1, seconds)),
    });
  }

  private async conclude(
    backup: MySQLBackup,
    verification: Verification,
    end: Pick<Verification, 'phase' | 'message'>,
  ): Promise<void> {
    const { kubernetes, clock, jobs, logger } = this.context;
    const completedAt = new Date(clock.now()).toISOString();
    const proved = end.phase === 'Proved';
    const written = await this.write(
      backup,
      { ...verification, ...end, completedAt },
      proved ? { verifiedAt: completedAt } : {},
    );
    if (!written) return;
    await jobs.end(this.job(backup));
    const { namespace, name } = backup.metadata;
    const sentence = `Proof of ${name}, ${end.phase}: ${end.message}`;
    logger.info(`${namespace}: ${sentence}`);
    const cluster = this.cluster(backup);
    if (!cluster) return;
    kubernetes.recordEvent(cluster, {
      type: proved ? 'Normal' : 'Warning',
      reason: `Verification${end.phase}`,
      message: sentence,
    });
  }

  private async write(
    backup: MySQLBackup,
    verification: Verification,
    more: Pick<BackupStatus, 'verifiedAt'> = {},
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = backup.metadata;
    if (!covers({ namespace, name: backup.spec.clusterName })) return false;
    return writeStatus<Recorded>(kubernetes, backup, {
      ...backup.status,
      ...more,
      verification,
    });
  }

  /** How many proofs are under way, of all clusters. */
  private running(): number {
    return this.context.kubernetes
      .listWatched('MySQLBackup')
      .flatMap(object => this.parseBackup(object) ?? [])
      .filter(({ status }) => status.verification?.phase === 'Running').length;
  }

  private locationGone({ spec }: MySQLBackup): string {
    return `The MySQLBackupLocation ${spec.locationName} was deleted before the backup was proved: create it again, and the next proof goes on.`;
  }

  private job(backup: MySQLBackup): JobKey {
    const { namespace } = backup.metadata;
    return { namespace, name: verificationJobName(backup) };
  }

  private cluster({ metadata, spec }: MySQLBackup): MySQLCluster | undefined {
    return this.context.kubernetes.getCluster(
      metadata.namespace,
      spec.clusterName,
    );
  }

  private location({
    metadata,
    spec,
  }: MySQLBackup): MySQLBackupLocation | undefined {
    return mysqlBackupLocationSchema.safeParse(
      this.context.kubernetes.getWatched(
        'MySQLBackupLocation',
        metadata.namespace,
        spec.locationName,
      ),
    ).data;
  }
}

function isReachable(location: MySQLBackupLocation | undefined): boolean {
  return location?.status.reachable === 'True';
}
