import {
  BackupStatus,
  isRefuted,
  MySQLBackup,
  MySQLBackupLocation,
  MySQLCluster,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { JobKey } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { verificationJobName } from './verificationTask';
import { Surroundings } from './whatIsInTheWay';

/** How the proof of a backup stands, as its status has it. */
export type Verification = NonNullable<BackupStatus['verification']>;

/** What belongs to the proof of a backup: its Job, its record, what it needs, and what goes on around it. */
export class ProofDesk {
  private readonly parseBackup = parseOnce(mysqlBackupSchema);
  private readonly parseRestore = parseOnce(mysqlRestoreSchema);

  constructor(
    private readonly context: Pick<
      BackupContext,
      'kubernetes' | 'covers' | 'clock' | 'jobs'
    >,
  ) {}

  /** Its Job, which may be there or not. */
  job(backup: MySQLBackup): JobKey {
    const { namespace } = backup.metadata;
    return { namespace, name: verificationJobName(backup) };
  }

  cluster({ metadata, spec }: MySQLBackup): MySQLCluster | undefined {
    return this.context.kubernetes.getCluster(
      metadata.namespace,
      spec.clusterName,
    );
  }

  location({ metadata, spec }: MySQLBackup): MySQLBackupLocation | undefined {
    return mysqlBackupLocationSchema.safeParse(
      this.context.kubernetes.getWatched(
        'MySQLBackupLocation',
        metadata.namespace,
        spec.locationName,
      ),
    ).data;
  }

  /** All backups that name a cluster. */
  backupsOf({ metadata }: MySQLCluster): readonly MySQLBackup[] {
    return this.context.kubernetes
      .listOwned('MySQLBackup', metadata.namespace, metadata.name)
      .flatMap(object => this.parseBackup(object) ?? []);
  }

  /** What a proof may have to wait for. */
  around(cluster: MySQLCluster): Surroundings {
    const { kubernetes } = this.context;
    const { namespace, name } = cluster.metadata;
    return {
      backups: this.backupsOf(cluster),
      restores: kubernetes
        .listOwned('MySQLRestore', namespace, name)
        .flatMap(object => this.parseRestore(object) ?? []),
      running: kubernetes
        .listWatched('MySQLBackup')
        .flatMap(object => this.parseBackup(object) ?? [])
        .filter(({ status }) => status.verification?.phase === 'Running')
        .length,
    };
  }

  /**
   * Begins a proof: the record alone, which then gets its Job.
   *
   * @returns whether it is on the record; false when it has to be looked at again
   */
  async begin(backup: MySQLBackup): Promise<boolean> {
    const { jobs, clock } = this.context;
    // What is left of the proof before must not be taken for this one.
    const job = this.job(backup);
    if (jobs.find(job)) {
      await jobs.end(job);
      return false;
    }
    return this.write(backup, {
      phase: 'Running',
      startedAt: new Date(clock.now()).toISOString(),
      message: 'It is being restored into a throw-away instance.',
    });
  }

  /** @returns whether it is on the record; false when somebody else wrote first, or this process may not */
  async write(
    backup: MySQLBackup,
    verification: Verification,
    more: Pick<BackupStatus, 'verifiedAt' | 'refutedAt'> = {},
  ): Promise<boolean> {
    const { kubernetes, covers } = this.context;
    const { namespace } = backup.metadata;
    if (!covers({ namespace, name: backup.spec.clusterName })) return false;
    const { status } = backup;
    return writeStatus<Recorded>(kubernetes, backup, {
      ...status,
      // An engine of before recorded it with the last restore alone, which this one takes the place of.
      ...(isRefuted(status) && {
        refutedAt: status.refutedAt ?? status.verification?.startedAt,
      }),
      ...more,
      verification,
    });
  }
}
