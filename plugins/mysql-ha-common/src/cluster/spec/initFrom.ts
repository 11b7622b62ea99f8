import { z } from 'zod';
import { looseObject, objectName, portSchema, secretRefSchema } from './fields';

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
      })
      .optional()
      .describe('CLONE from a MySQL outside.'),
    backup: looseObject
      .optional()
      .describe('A backup, as the source of a MySQLRestore.'),
  })
  .describe('Where the first data comes from. Left out: an empty database.');
