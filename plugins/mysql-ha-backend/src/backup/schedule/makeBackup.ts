import { ConflictError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  MySQLBackupSchedule,
  SCHEDULE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BackupContext } from '../BackupContext';

/**
 * Makes the backup of a firing.
 * @returns its name; undefined when somebody else’s has it
 */
export async function makeBackup(
  { kubernetes, logger }: BackupContext,
  schedule: MySQLBackupSchedule,
  due: Date,
  locationName: string,
): Promise<string | undefined> {
  const { metadata, spec } = schedule;
  const name = backupName(schedule, due);
  try {
    await kubernetes.create({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLBackup',
      metadata: {
        name,
        namespace: metadata.namespace,
        labels: { [SCHEDULE_LABEL]: metadata.name },
      },
      spec: {
        clusterName: spec.clusterName,
        ...spec.backupTemplate.spec,
        locationName,
      },
    });
    logger.info(`${metadata.namespace}: ${metadata.name} makes ${name}`);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { namespace } = metadata;
    const found = await kubernetes.read({
      ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup' },
      ...{ namespace, name },
    });
    // Else an operator before was stopped between this and its record.
    if (found && found.metadata.labels?.[SCHEDULE_LABEL] !== metadata.name)
      return undefined;
  }
  return name;
}

/** Of the backup of a firing. */
export function backupName(
  { metadata }: MySQLBackupSchedule,
  due: Date,
): string {
  const stamp = due.toISOString().replace(/\D/g, '').slice(0, 14);
  return `${metadata.name}-${stamp}`;
}
