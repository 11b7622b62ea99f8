import { z } from 'zod';
import { objectMetaSchema } from '../cluster/MySQLCluster';
import { API_GROUP_VERSION } from '../constants';
import { operationSpecSchema } from './operationSpec';
import { operationStatusSchema } from './operationStatus';

/** A MySQLOperation as the API server gives it. @public */
export const mysqlOperationSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLOperation'),
    metadata: objectMetaSchema,
    spec: operationSpecSchema.describe(
      'What is to be done. It can’t be changed afterwards.',
    ),
    status: operationStatusSchema
      .default({})
      .describe('How it goes; only the engine writes it.'),
  })
  .describe(
    'A thing done once to a MySQLCluster, with a record of how it went: a switchover, a failover, a rebuild, a restart, a fence, new passwords. The portal, `kubectl` and templates all go through it. The operations of a cluster are done one at a time, oldest first; the newest 20 are kept.',
  );

/** A MySQLOperation as the API server gives it. @public */
export type MySQLOperation = z.output<typeof mysqlOperationSchema>;
