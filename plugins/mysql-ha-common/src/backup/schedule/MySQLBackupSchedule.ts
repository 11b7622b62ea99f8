import { z } from 'zod';
import { objectMetaSchema } from '../../cluster/MySQLCluster';
import { API_GROUP_VERSION } from '../../constants';
import { backupScheduleSpecSchema } from './backupScheduleSpec';
import { backupScheduleStatusSchema } from './backupScheduleStatus';

/** A MySQLBackupSchedule as the API server gives it. @public */
export const mysqlBackupScheduleSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLBackupSchedule'),
    metadata: objectMetaSchema,
    spec: backupScheduleSpecSchema.describe(
      'What is saved, when, and for how long.',
    ),
    status: backupScheduleStatusSchema
      .default({})
      .describe('What was done and comes next; only the engine writes it.'),
  })
  .describe(
    'Makes a MySQLBackup again and again, and deletes those whose retention ended.',
  );

/** A MySQLBackupSchedule as the API server gives it. @public */
export type MySQLBackupSchedule = z.output<typeof mysqlBackupScheduleSchema>;
