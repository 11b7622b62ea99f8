import { z } from 'zod';
import { backupSpecSchema } from '../backup/backup/backupSpec';
import { backupStatusSchema } from '../backup/backup/backupStatus';
import { backupLocationStatusSchema } from '../backup/location/backupLocationStatus';
import { objectName } from '../cluster/spec/fields';
import { clusterStatusSchema } from '../cluster/status';
import { backupScheduleViewSchema } from './backupSchedules';
import { restoreViewSchema } from './restores';

/** A backup, as the API shows it: what was asked for, how it went, and who asked. @public */
export const backupViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  createdAt: z.string().optional(),
  deleting: z
    .boolean()
    .describe('It is on its way out, alone or with its data.'),
  schedule: z
    .string()
    .optional()
    .describe('The MySQLBackupSchedule that made it.'),
  requestedBy: z
    .string()
    .optional()
    .describe('Who asked for it in the portal, as an entity reference.'),
  spec: backupSpecSchema,
  status: backupStatusSchema,
});

/** A place for backups, as the API shows it. Its Secrets are not even named. @public */
export const backupLocationViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  status: backupLocationStatusSchema,
});

/** `GET /clusters/:namespace/:name/backups`: all that concerns the backups of a cluster, at one moment. @public */
export const backupsViewSchema = z.object({
  backups: z
    .array(backupViewSchema)
    .describe('Newest first, at most 200 of them.'),
  totalBackups: z.number().int().describe('How many there are.'),
  schedules: z.array(backupScheduleViewSchema).describe('By name.'),
  restores: z
    .array(restoreViewSchema)
    .describe(
      'Of these backups, and into this cluster; newest first, at most 20.',
    ),
  locations: z
    .array(backupLocationViewSchema)
    .describe('Of the namespace, by name.'),
  defaultLocation: z
    .string()
    .optional()
    .describe('The one that the cluster names in `spec.backup`.'),
  recoverability: clusterStatusSchema.shape.recoverability,
});

/**
 * Body of `POST /clusters/:namespace/:name/backups`: asking again for the same under the same name changes nothing.
 * @public
 */
export const createBackupSchema = z
  .object({
    name: objectName.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, {
      message:
        'must be lower-case letters, digits and hyphens, e.g. before-the-migration',
    }),
    spec: backupSpecSchema
      .omit({ clusterName: true })
      .extend({
        locationName: objectName
          .optional()
          .describe('Left out: the one that the cluster names.'),
      })
      .prefault({}),
    dryRun: z
      .boolean()
      .default(false)
      .describe('Check and show the manifest; make no backup.'),
  })
  .check(({ value, issues }) => {
    const { method, databases } = value.spec;
    if (databases.length > 0 && method !== 'Logical') {
      issues.push({
        code: 'custom',
        message:
          'can only be chosen for a Logical backup: set spec.method to Logical, or leave spec.databases out.',
        path: ['spec', 'databases'],
        input: databases,
      });
    }
  });

/** Answer of `POST /clusters/:namespace/:name/backups`. @public */
export const createBackupResultSchema = z.object({
  outcome: z.enum(['created', 'unchanged', 'valid']),
  manifest: z.string().describe('The MySQLBackup as YAML.'),
  warnings: z.array(z.string()),
});

/** Body of `DELETE /clusters/:namespace/:name/backups/:backup`. @public */
export const deleteBackupSchema = z.object({
  confirm: z.string().describe('The name of the backup, typed by a person.'),
  withData: z
    .boolean()
    .describe(
      'Whether what is in the store goes too. There is no default: both are a decision.',
    ),
});

/** A backup, as the API shows it. @public */
export type BackupView = z.output<typeof backupViewSchema>;
/** A place for backups, as the API shows it. @public */
export type BackupLocationView = z.output<typeof backupLocationViewSchema>;
/** All that concerns the backups of a cluster. @public */
export type BackupsView = z.output<typeof backupsViewSchema>;
/** Body of `POST /clusters/:namespace/:name/backups`. @public */
export type CreateBackup = z.input<typeof createBackupSchema>;
/** Answer of `POST /clusters/:namespace/:name/backups`. @public */
export type CreateBackupResult = z.output<typeof createBackupResultSchema>;
/** Body of `DELETE /clusters/:namespace/:name/backups/:backup`. @public */
export type DeleteBackup = z.input<typeof deleteBackupSchema>;
