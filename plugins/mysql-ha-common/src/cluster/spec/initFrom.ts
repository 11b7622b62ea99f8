import { z } from 'zod';
import {
  pointInTimeSchema,
  restoreSourceRules,
  restoreSourceSchema,
} from '../../backup/restore/restoreSource';
import { objectName, portSchema, secretRefSchema } from './fields';

/** Where the first data comes from. */
export const initFromSchema = z
  .object({
    clone: z
      .object({
        host: objectName.describe('Host of the MySQL outside.'),
        port: portSchema.describe('Its port.'),
        secretRef: secretRefSchema.describe(
          'Secret with `username` and `password` of a user with BACKUP_ADMIN.',
        ),
        tls: z.boolean().default(true).describe('Copy over TLS.'),
      })
      .optional()
      .describe(
        'CLONE from a MySQL outside, of the same series. It is not followed afterwards.',
      ),
    backup: z
      .object({
        ...restoreSourceSchema.shape,
        pointInTime: pointInTimeSchema
          .optional()
          .describe('Up to when. Left out: what the backup holds.'),
      })
      .meta(restoreSourceRules)
      .optional()
      .describe('A backup, as the source of a MySQLRestore.'),
  })
  .describe(
    'Where the first data comes from. Left out: an empty database. It counts until the cluster has data, and never again: volumes of an earlier cluster of this name come before it.',
  );
