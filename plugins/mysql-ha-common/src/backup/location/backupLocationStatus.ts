import { z } from 'zod';
import { conditionSchema } from '../../cluster/status/condition';
import { time } from '../../cluster/status/time';

/** The types of a location’s `status.conditions`. @public */
export const backupLocationConditionTypeSchema = z.enum(['Reachable']);

/** `status` of a MySQLBackupLocation. @public */
export const backupLocationStatusSchema = z.object({
  conditions: z
    .array(
      conditionSchema.extend({
        type: backupLocationConditionTypeSchema.describe('What is spoken of.'),
      }),
    )
    .optional()
    .describe('Reachable is proved by writing, reading and deleting an object.')
    .meta({
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
    }),
  reachable: z
    .string()
    .optional()
    .describe('Status of the condition, for the REACHABLE column.'),
  place: z
    .string()
    .optional()
    .describe('Which bucket or container at which endpoint, in words.'),
  lastCheckedAt: time.optional(),
  discovery: z
    .object({
      lookedAt: time.optional(),
      found: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe('How many finished backups lie there.'),
      message: z
        .string()
        .optional()
        .describe(
          'One sentence: what could not be looked at or read, and what to do next. Left out when all is well.',
        ),
      seen: z
        .string()
        .optional()
        .describe(
          'Marks of the backups that were seen there, with spaces between them: one whose MySQLBackup was deleted is not shown again.',
        ),
    })
    .optional()
    .describe('Which backups lie there.'),
  archives: z
    .object({
      lookedAt: time.optional(),
      message: z
        .string()
        .optional()
        .describe(
          'One sentence: what was deleted of them, or why they could not be looked through.',
        ),
    })
    .optional()
    .describe(
      'Archives of binary logs there that no cluster goes on with: what no backup needs of them is deleted.',
    ),
  observedGeneration: z
    .number()
    .int()
    .optional()
    .describe('The generation of the spec that this status speaks of.'),
});

/** `status` of a MySQLBackupLocation. @public */
export type BackupLocationStatus = z.output<typeof backupLocationStatusSchema>;
