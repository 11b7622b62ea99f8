import { z } from 'zod';
import { objectName } from './fields';

/** How the cluster is backed up. */
export const backupSchema = z
  .object({
    locationName: objectName.describe(
      'The MySQLBackupLocation in the same namespace.',
    ),
    archiveBinlogs: z
      .boolean()
      .default(true)
      .describe(
        'Archive the binary log continuously beside the backups, so that any moment since the oldest backup can be restored.',
      ),
    verify: z
      .object({
        schedule: z
          .string()
          .min(1)
          .max(100)
          .describe('Cron expression, or a word such as @weekly.'),
      })
      .optional()
      .describe('When the newest backup is restored to prove it.'),
  })
  .describe('How the cluster is backed up.');
