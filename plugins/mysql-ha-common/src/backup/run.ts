import { z } from 'zod';
import { time } from '../cluster/status/time';

/** How far a backup or a restore is. @public */
export const runPhaseSchema = z.enum([
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
]);

/** What the status of a backup and of a restore have in common. */
export const runFields = {
  phase: runPhaseSchema
    .optional()
    .describe(
      'Pending: it waits, `message` says for what. Running: bytes flow. Succeeded and Failed are final.',
    ),
  progress: z
    .object({
      doneBytes: z.number().int().min(0).describe('Bytes so far.'),
      totalBytes: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe('Bytes in all, as far as they are known.'),
      step: z.string().describe('What is being done, in words.'),
    })
    .optional()
    .describe('How far it is.'),
  startedAt: time.optional(),
  completedAt: time.optional(),
  sizeBytes: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Size of the artifact in the store.'),
  size: z
    .string()
    .optional()
    .describe('The same for people, for the SIZE column.'),
  gtidExecuted: z
    .string()
    .optional()
    .describe('The transactions that it holds, as a GTID set.'),
  path: z
    .string()
    .optional()
    .describe('Where the artifact is, below the location’s prefix.'),
  sha256: z
    .string()
    .optional()
    .describe(
      'Checksum of the manifest, which holds the checksums of all objects.',
    ),
  message: z
    .string()
    .optional()
    .describe(
      'One sentence: what it waits for, what was done, or why it failed and what to do next.',
    ),
} as const;

/** How far a backup or a restore is. @public */
export type RunPhase = z.output<typeof runPhaseSchema>;
