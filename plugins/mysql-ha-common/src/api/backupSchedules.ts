import { z } from 'zod';
import { objectName } from '../cluster/spec/fields';
import { backupScheduleSpecSchema } from '../backup/schedule/backupScheduleSpec';
import { backupScheduleStatusSchema } from '../backup/schedule/backupScheduleStatus';

/** A schedule of backups, as the API shows it. @public */
export const backupScheduleViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  createdAt: z.string().optional(),
  spec: backupScheduleSpecSchema,
  status: backupScheduleStatusSchema,
});

/** `GET /clusters/:namespace/:name/backup-schedules`: by name. @public */
export const backupScheduleListSchema = z.object({
  items: z.array(backupScheduleViewSchema),
});

/**
 * Body of `POST /clusters/:namespace/:name/backup-schedules`: creating what exists already with the same content changes
 * nothing.
 * @public
 */
export const createBackupScheduleSchema = z.object({
  name: objectName.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, {
    message:
      'must be lower-case letters, digits and hyphens, e.g. orders-nightly',
  }),
  spec: backupScheduleSpecSchema.omit({ clusterName: true }),
  dryRun: z
    .boolean()
    .default(false)
    .describe('Check and show the manifest; create nothing.'),
});

/** Answer of `POST /clusters/:namespace/:name/backup-schedules`. @public */
export const createBackupScheduleResultSchema = z.object({
  outcome: z.enum(['created', 'unchanged', 'valid']),
  manifest: z.string().describe('The MySQLBackupSchedule as YAML.'),
  nextScheduleTime: z
    .string()
    .optional()
    .describe('When the first backup is due. RFC 3339, UTC.'),
  warnings: z.array(z.string()),
});

/** @public */
export type BackupScheduleView = z.output<typeof backupScheduleViewSchema>;
/** @public */
export type CreateBackupSchedule = z.input<typeof createBackupScheduleSchema>;
/** @public */
export type CreateBackupScheduleResult = z.output<
  typeof createBackupScheduleResultSchema
>;
