import { z } from 'zod';
import { objectName } from '../../cluster/spec/fields';
import { backupFields, backupRules } from '../backup/backupSpec';
import { clusterNameField } from '../fields';

/** Five fields of cron, six with seconds, or a word. */
const CRON_PATTERN =
  /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|\S+(\s+\S+){4,5})$/;

/** A duration in whole units, e.g. 30d. */
const AGE_PATTERN = /^[1-9][0-9]{0,4}(h|d|w)$/;

/** `spec` of a MySQLBackupSchedule. @public */
export const backupScheduleSpecSchema = z.object({
  clusterName: clusterNameField.describe(
    'The MySQLCluster, in the same namespace.',
  ),
  schedule: z
    .string()
    .min(1)
    .max(100)
    .regex(CRON_PATTERN, {
      message:
        'must be a cron expression of five fields such as “30 2 * * *”, or @hourly, @daily, @weekly, @monthly, @yearly',
    })
    .describe('When: a cron expression, or a word such as @daily.'),
  timeZone: z
    .string()
    .min(1)
    .max(64)
    .default('UTC')
    .describe(
      'Time zone of the schedule, by its name in the IANA database, e.g. Europe/Berlin. Through daylight saving each firing happens once.',
    ),
  suspend: z
    .boolean()
    .default(false)
    .describe('Make no backups for now. Retention goes on.'),
  retention: z
    .object({
      keepLast: z
        .number()
        .int()
        .min(1)
        .max(1000)
        .optional()
        .describe('Keep so many of the newest that succeeded.'),
      maxAge: z
        .string()
        .max(8)
        .regex(AGE_PATTERN, {
          message: 'must be a number with h, d or w, e.g. 30d',
        })
        .optional()
        .describe('Delete what is older, e.g. 72h, 30d, 8w.'),
    })
    .prefault({})
    .describe(
      'What may be deleted: what neither bound keeps. The last good backup, and what a point-in-time range still needs, stays in any case. Left out: everything is kept.',
    ),
  backupTemplate: z
    .object({
      spec: z
        .object({
          locationName: objectName
            .optional()
            .describe(
              'The MySQLBackupLocation. Left out: the one that the cluster names.',
            ),
          ...backupFields,
        })
        .meta({ 'x-kubernetes-validations': [...backupRules] })
        .prefault({})
        .describe('As the spec of a MySQLBackup.'),
    })
    .prefault({})
    .describe('What each backup looks like.'),
});

/** `spec` of a MySQLBackupSchedule with all defaults in place. @public */
export type BackupScheduleSpec = z.output<typeof backupScheduleSpecSchema>;
