import { z } from 'zod';
import { runFields } from '../run';

/** `status` of a MySQLRestore. @public */
export const restoreStatusSchema = z.object({
  ...runFields,
  locationName: z
    .string()
    .optional()
    .describe('The MySQLBackupLocation that the artifact is read from.'),
  provedClaim: z
    .string()
    .optional()
    .describe(
      'Of a restore in place: the volume claim with the restored data, which have passed their checks.',
    ),
  restoredTo: z
    .object({
      time: z
        .string()
        .optional()
        .describe('Commit time of the newest transaction. RFC 3339, UTC.'),
      gtidSet: z
        .string()
        .optional()
        .describe('The transactions that are there.'),
    })
    .optional()
    .describe('The moment that the data are of.'),
});

/** `status` of a MySQLRestore. @public */
export type RestoreStatus = z.output<typeof restoreStatusSchema>;
