import { z } from 'zod';
import { objectMetaSchema } from '../../cluster/MySQLCluster';
import { API_GROUP_VERSION } from '../../constants';
import { backupLocationSpecSchema } from './backupLocationSpec';
import { backupLocationStatusSchema } from './backupLocationStatus';

/** A MySQLBackupLocation as the API server gives it. @public */
export const mysqlBackupLocationSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLBackupLocation'),
    metadata: objectMetaSchema,
    spec: backupLocationSpecSchema.describe(
      'Which place, and with which keys.',
    ),
    status: backupLocationStatusSchema
      .default({})
      .describe('What was found there; only the engine writes it.'),
  })
  .describe(
    'A bucket or container in which backups and archived binlogs lie. The place alone is enough to restore from.',
  );

/** A MySQLBackupLocation as the API server gives it. @public */
export type MySQLBackupLocation = z.output<typeof mysqlBackupLocationSchema>;
