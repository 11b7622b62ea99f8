import { z } from 'zod';
import { objectName, portSchema, secretRefSchema } from './fields';

/** A MySQL outside to follow. */
export const externalSourceSchema = z
  .object({
    host: objectName.describe('Host of the MySQL outside.'),
    port: portSchema.describe('Its port.'),
    secretRef: secretRefSchema.describe(
      'Secret with `username` and `password` of a replication user.',
    ),
    tls: z.boolean().default(true).describe('Replicate over TLS.'),
  })
  .describe(
    'Follow a MySQL outside, read-only, until this field is removed again.',
  );
