import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { ProofDesk } from './ProofDesk';
import { VerificationFirings } from './VerificationFirings';
import { newestGood } from './newestGood';
import { whatIsInTheWay } from './whatIsInTheWay';

/** Begins the proof of a cluster’s newest backup when it is due: the record alone, which then gets its Job. */
export class ProofSchedule {
  private readonly firings = new VerificationFirings();
  private readonly desk: ProofDesk;

  constructor(private readonly context: BackupContext) {
    this.desk = new ProofDesk(context);
  }

  /** Begins one if it is due and nothing is in the way. */
  async fire(cluster: MySQLCluster): Promise<void> {
    const { deletionTimestamp } = cluster.metadata;
    if (deletionTimestamp || !cluster.spec.backup?.verify) return;
    const now = this.context.clock.now();
    const ofCluster = () => this.desk.backupsOf(cluster);
    if (!this.firings.isDue(cluster, ofCluster, now)) return;
    const around = this.desk.around(cluster);
    if (whatIsInTheWay(cluster, around) !== undefined) return;
    const backup = newestGood(around.backups);
    if (!backup) return;
    if (this.desk.location(backup)?.status.reachable !== 'True') return;
    await this.desk.begin(backup);
  }
}
