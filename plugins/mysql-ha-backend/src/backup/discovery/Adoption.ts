import { ConflictError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  ARTIFACT_ANNOTATION,
  BackupStatus,
  DISCOVERED_LABEL,
  MySQLBackup,
  MySQLBackupLocation,
  backupSpecSchema,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';
import { sizeInWords } from '../backup/sizeInWords';
import { Recorded, writeStatus } from '../records';
import { discoveredName } from './discoveredName';
import { FoundArtifact } from './foundArtifact';

/** Makes MySQLBackups of what was found in a location. */
export class Adoption {
  constructor(
    private readonly context: Pick<BackupContext, 'kubernetes' | 'logger'>,
  ) {}

  /**
   * Makes the MySQLBackup of an artifact, or describes the one that stands for it already.
   *
   * @param blank - a MySQLBackup for it of which nothing is known yet
   * @returns whether it is seen to; false when somebody else wrote at the same time
   */
  async adopt(
    location: MySQLBackupLocation,
    artifact: FoundArtifact,
    mark: string,
    blank: MySQLBackup | undefined,
  ): Promise<boolean> {
    const backup = blank ?? (await this.create(location, artifact, mark));
    // A cluster of another tool’s, or a resource that was there: nothing that could be shown.
    if (!backup || backup.status.phase !== undefined) return true;
    const { kubernetes, logger } = this.context;
    const written = await writeStatus<Recorded>(
      kubernetes,
      backup,
      statusOf(location, artifact),
    );
    const { namespace, name } = backup.metadata;
    if (written)
      logger.info(
        `${namespace}: backup ${name} was found at ${artifact.path} in ${location.metadata.name}`,
      );
    return written;
  }

  private async create(
    { metadata }: MySQLBackupLocation,
    artifact: FoundArtifact,
    mark: string,
  ): Promise<MySQLBackup | undefined> {
    const { kubernetes } = this.context;
    const { path, cluster, method, databases } = artifact;
    const spec = backupSpecSchema.safeParse({
      ...{ clusterName: cluster, locationName: metadata.name },
      ...{ method, databases },
    });
    if (!spec.success) return undefined;
    const key = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLBackup',
      namespace: metadata.namespace,
      name: discoveredName(path, mark),
    };
    const { apiVersion, kind, namespace, name } = key;
    try {
      return mysqlBackupSchema.parse(
        await kubernetes.create({
          ...{ apiVersion, kind },
          metadata: {
            ...{ namespace, name },
            labels: { [DISCOVERED_LABEL]: mark },
            annotations: { [ARTIFACT_ANNOTATION]: path },
          },
          spec: spec.data,
        }),
      );
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // An operator before was stopped between this and its status, or another location of the same place has it.
      const found = mysqlBackupSchema.safeParse(
        await kubernetes.read(key),
      ).data;
      return found?.metadata.annotations[ARTIFACT_ANNOTATION] === path
        ? found
        : undefined;
    }
  }
}

function statusOf(
  location: MySQLBackupLocation,
  artifact: FoundArtifact,
): BackupStatus {
  const { namespace, cluster, path, sha256, source, version } = artifact;
  const { gtidExecuted, startedAt, completedAt, sizeBytes } = artifact;
  const size = sizeInWords(sizeBytes);
  const origin = `${namespace}/${cluster}`;
  const { refutedAt, message } = artifact.refutation ?? {};
  return {
    ...{ path, sha256, source, version, origin },
    ...{ gtidExecuted, startedAt, completedAt, sizeBytes, size },
    ...(refutedAt !== undefined && {
      refutedAt,
      verification: {
        phase: 'Refuted' as const,
        startedAt: refutedAt,
        completedAt: refutedAt,
        message,
      },
    }),
    phase: 'Succeeded',
    message: `${size} of ${origin} were found in the MySQLBackupLocation ${location.metadata.name}.`,
  };
}
