import {
  BackupStatus,
  MySQLBackup,
  MySQLBackupLocation,
  MySQLCluster,
  mysqlBackupLocationSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { JobKey } from '../jobs';
import { Recorded, writeStatus } from '../records';
import { verificationJobName } from './verificationTask';

/** How the proof of a backup stands, as its status has it. */
export type Verification = NonNullable<BackupStatus['verification']>;

/** What belongs to the proof of a backup: its Job, its record, and what it needs. */
export class ProofDesk {
  constructor(
    private readonly context: Pick<BackupContext, 'kubernetes' | 'covers'>,
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

  /** @returns whether it is on the record; false when somebody else wrote first, or this process may not */
  async write(
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
}
