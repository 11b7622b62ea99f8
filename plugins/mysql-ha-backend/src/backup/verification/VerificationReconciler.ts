import { MySQLBackup } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { AgentRun, storeOf } from '../jobs';
import { ProofDesk, Verification } from './ProofDesk';
import { isGoing } from './newestGood';
import { proofInWords } from './proofInWords';
import { verificationTask } from './verificationTask';

/** How long a pod is waited for, in milliseconds. */
const NO_POD_MS = 60 * 60_000;

/**
 * Goes on with the proof of a backup that has begun. What is under way stands in the backup’s status, before there is a Job
 * for it; another operator goes on with it.
 */
export class VerificationReconciler {
  private readonly desk: ProofDesk;

  constructor(private readonly context: BackupContext) {
    this.desk = new ProofDesk(context);
  }

  async reconcile(backup: MySQLBackup): Promise<void> {
    const { jobs } = this.context;
    const { verification } = backup.status;
    if (!verification || backup.metadata.deletionTimestamp) return;
    if (verification.phase !== 'Running' || isGoing(backup)) {
      await jobs.end(this.desk.job(backup));
      return;
    }
    const run = await jobs.look(this.desk.job(backup));
    switch (run.state) {
      case 'none':
        await this.start(backup, verification);
        return;
      case 'waiting':
        await this.wait(backup, verification, run.message);
        return;
      case 'running':
        await this.desk.write(backup, {
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
    const cluster = this.desk.cluster(backup);
    const location = this.desk.location(backup);
    const store = location && storeOf(location.spec);
    const { path } = backup.status;
    if (!cluster || !store || path === undefined)
      return this.conclude(backup, verification, {
        phase: 'Failed',
        message: cluster
          ? locationGone(backup)
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
    if (!this.desk.location(backup))
      await this.conclude(backup, verification, {
        phase: 'Failed',
        message: locationGone(backup),
      });
    // Others wait for their turn.
    else if (age > NO_POD_MS)
      await this.conclude(backup, verification, {
        phase: 'Failed',
        message: `It was given up after an hour, and the next firing tries again: ${reason}`,
      });
    else if (message !== undefined)
      await this.desk.write(backup, { ...verification, message });
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
    const written = await this.desk.write(
      backup,
      { ...verification, ...end, completedAt },
      verdict(end.phase, completedAt),
    );
    if (!written) return;
    await jobs.end(this.desk.job(backup));
    const { namespace, name } = backup.metadata;
    const sentence = `Proof of ${name}, ${end.phase}: ${end.message}`;
    logger.info(`${namespace}: ${sentence}`);
    const cluster = this.desk.cluster(backup);
    if (!cluster) return;
    kubernetes.recordEvent(cluster, {
      type: proved ? 'Normal' : 'Warning',
      reason: `Verification${end.phase}`,
      message: sentence,
    });
  }
}

/** What could not be tried changes nothing about what was shown before. */
function verdict(phase: Verification['phase'], at: string) {
  if (phase === 'Proved') return { verifiedAt: at, refutedAt: undefined };
  return phase === 'Refuted' ? { refutedAt: at } : {};
}

function locationGone({ spec }: MySQLBackup): string {
  return `The MySQLBackupLocation ${spec.locationName} was deleted before the backup was proved: create it again, and the next proof goes on.`;
}
