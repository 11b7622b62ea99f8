import { z } from 'zod';

/** `status` of a MySQLBackupSchedule. @public */
export const backupScheduleStatusSchema = z.object({
  lastScheduleTime: z
    .string()
    .optional()
    .describe('The newest firing that a backup was made for. RFC 3339, UTC.'),
  nextScheduleTime: z
    .string()
    .optional()
    .describe('The next firing. RFC 3339, UTC.'),
  lastSuccessfulTime: z
    .string()
    .optional()
    .describe(
      'When the newest backup that succeeded was complete. RFC 3339, UTC.',
    ),
  lastBackup: z.string().optional().describe('Name of the newest MySQLBackup.'),
  message: z
    .string()
    .optional()
    .describe(
      'One sentence: what was missed or refused, and what to do next. Left out when all is well.',
    ),
  observedGeneration: z
    .number()
    .int()
    .optional()
    .describe('The generation of the spec that this status speaks of.'),
});

/** `status` of a MySQLBackupSchedule. @public */
export type BackupScheduleStatus = z.output<typeof backupScheduleStatusSchema>;
