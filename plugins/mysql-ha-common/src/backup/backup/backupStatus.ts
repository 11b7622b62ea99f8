import { z } from 'zod';
import { time } from '../../cluster/status/time';
import { runFields } from '../run';

/** How far the proof of a backup is. @public */
export const verificationPhaseSchema = z.enum([
  'Running',
  'Proved',
  'Refuted',
  'Failed',
]);

/** `status` of a MySQLBackup. @public */
export const backupStatusSchema = z.object({
  ...runFields,
  source: z
    .string()
    .optional()
    .describe('The instance that the data came from.'),
  version: z.string().optional().describe('Version of its mysqld.'),
  origin: z
    .string()
    .optional()
    .describe(
      'For one that was found in its location: namespace and name of the MySQLCluster that it was made of.',
    ),
  deletingSince: time
    .optional()
    .describe(
      'Since when its data are being deleted: no restore begins with them any more.',
    ),
  verifiedAt: z
    .string()
    .optional()
    .describe(
      'When a restore of it last proved that its data can be had back. RFC 3339, UTC.',
    ),
  refutedAt: z
    .string()
    .optional()
    .describe(
      'When a restore of it last showed that its data can’t be had back; left out when a later one proved that they can. RFC 3339, UTC.',
    ),
  verification: z
    .object({
      phase: verificationPhaseSchema.describe(
        'Running: it is being restored into a throw-away instance. Proved, Refuted and Failed are final: its data came back as they were saved; they did not; it could not be tried.',
      ),
      startedAt: time,
      completedAt: time.optional(),
      message: z
        .string()
        .optional()
        .describe(
          'One sentence: what was compared, or what went wrong and what to do next.',
        ),
    })
    .optional()
    .describe('The last restore that was made to prove it.'),
});

/** `status` of a MySQLBackup. @public */
export type BackupStatus = z.output<typeof backupStatusSchema>;
