import {
  MySQLCluster,
  mysqlBackupSchema,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { ProofDesk } from './ProofDesk';
import { VerificationFirings } from './VerificationFirings';
import { isInTheWay } from './isInTheWay';
import { newestGood } from './newestGood';

/** Begins the proof of a cluster’s newest backup when it is due: the record alone, which then gets its Job. */
export class ProofSchedule {
  private readonly parseBackup = parseOnce(mysqlBackupSchema);
  private readonly parseRestore = parseOnce(mysqlRestoreSchema);
  private readonly firings = new VerificationFirings();
  private readonly desk: ProofDesk;

  constructor(private readonly context: BackupContext) {
    this.desk = new ProofDesk(context);
  }

  /** Begins one if it is due and nothing is in the way. */
  async fire(cluster: MySQLCluster): Promise<void> {
    const { kubernetes, clock, jobs } = this.context;
    const { namespace, name, deletionTimestamp } = cluster.metadata;
    if (deletionTimestamp || !cluster.spec.backup?.verify) return;
    const now = clock.now();
    const ofCluster = () =>
      kubernetes
        .listOwned('MySQLBackup', namespace, name)
        .flatMap(object => this.parseBackup(object) ?? []);
    if (!this.firings.isDue(cluster, ofCluster, now)) return;
    const backups = ofCluster();
    const restores = kubernetes
      .listOwned('MySQLRestore', namespace, name)
      .flatMap(object => this.parseRestore(object) ?? []);
    const running = this.running();
    if (isInTheWay(cluster, { backups, restores, running })) return;
    const backup = newestGood(backups);
    if (!backup) return;
    if (this.desk.location(backup)?.status.reachable !== 'True') return;
    // What is left of the proof before must not be taken for this one.
    const job = this.desk.job(backup);
    if (jobs.find(job)) {
      await jobs.end(job);
      return;
    }
    await this.desk.write(backup, {
      phase: 'Running',
      startedAt: new Date(now).toISOString(),
      message: 'It is being restored into a throw-away instance.',
    });
  }

  /** How many proofs are under way, of all clusters. */
  private running(): number {
    return this.context.kubernetes
      .listWatched('MySQLBackup')
      .flatMap(object => this.parseBackup(object) ?? [])
      .filter(({ status }) => status.verification?.phase === 'Running').length;
  }
}
