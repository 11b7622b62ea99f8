import { z } from 'zod';
import { time } from '../../cluster/status/time';
import { runFields } from '../run';

/** `status` of a MySQLBackup. @public */
export const backupStatusSchema = z.object({
  ...runFields,
  source: z
    .string()
    .optional()
    .describe('The instance that the data came from.'),
  version: z.string().optional().describe('Version of its mysqld.'),
  verifiedAt: time.optional(),
});

/** `status` of a MySQLBackup. @public */
export type BackupStatus = z.output<typeof backupStatusSchema>;
