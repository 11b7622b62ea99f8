import { z } from 'zod';
import { objectMetaSchema } from '../../cluster/MySQLCluster';
import { API_GROUP_VERSION } from '../../constants';
import { backupSpecSchema } from './backupSpec';
import { backupStatusSchema } from './backupStatus';

/** A MySQLBackup as the API server gives it. @public */
export const mysqlBackupSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLBackup'),
    metadata: objectMetaSchema,
    spec: backupSpecSchema.describe(
      'What is to be saved. It can’t be changed afterwards.',
    ),
    status: backupStatusSchema
      .default({})
      .describe('How it goes; only the engine writes it.'),
  })
  .describe(
    'One backup of a MySQLCluster, made as soon as possible, or found in a location. It outlives its cluster.',
  );

/** A MySQLBackup as the API server gives it. @public */
export type MySQLBackup = z.output<typeof mysqlBackupSchema>;
