import { z } from 'zod';
import { objectMetaSchema } from '../../cluster/MySQLCluster';
import { API_GROUP_VERSION } from '../../constants';
import { restoreSpecSchema } from './restoreSpec';
import { restoreStatusSchema } from './restoreStatus';

/** A MySQLRestore as the API server gives it. @public */
export const mysqlRestoreSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLRestore'),
    metadata: objectMetaSchema,
    spec: restoreSpecSchema.describe(
      'What is to be restored, and where. It can’t be changed afterwards.',
    ),
    status: restoreStatusSchema
      .default({})
      .describe('How it goes; only the engine writes it.'),
  })
  .describe(
    'Brings the data of a backup back, to a new cluster or in place, on demand up to a moment.',
  );

/** A MySQLRestore as the API server gives it. @public */
export type MySQLRestore = z.output<typeof mysqlRestoreSchema>;
