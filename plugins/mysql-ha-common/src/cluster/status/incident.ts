import { z } from 'zod';
import { time } from './time';

/** One step of a plan that was carried out. @public */
export const stepSchema = z.object({
  name: z.string().describe('What was done, in words.'),
  startedAt: time,
  durationMs: z
    .number()
    .int()
    .optional()
    .describe('How long it took, in milliseconds.'),
  state: z
    .enum(['Running', 'Done', 'Failed', 'Skipped'])
    .describe('How it ended. Skipped: it was planned and never begun.'),
});

/** A change of primary or a rebuild, kept for the record. @public */
export const incidentSchema = z.object({
  kind: z
    .enum(['Failover', 'Switchover', 'ColdStart', 'Rebuild'])
    .describe('What it was.'),
  startedAt: time,
  outageMs: z
    .number()
    .int()
    .optional()
    .describe(
      'How long no write could commit, in milliseconds: from the first probe or heartbeat in vain to the first commit.',
    ),
  from: z.string().optional().describe('The primary before.'),
  to: z
    .string()
    .optional()
    .describe('The primary after. Left out: the one before goes on.'),
  term: z.number().int().describe('The term that began with it.'),
  cause: z.string().describe('Why it happened, in a sentence.'),
  evidence: z.array(z.string()).describe('What was seen, one fact each.'),
  steps: z
    .array(stepSchema)
    .describe('What was done, in order, and what was planned.'),
  waitedFor: z
    .number()
    .int()
    .optional()
    .describe(
      'How many replicas at least held each acknowledged commit of the old primary when it was replaced. 0: the newest may exist on it alone.',
    ),
  transactionsLost: z
    .number()
    .int()
    .optional()
    .describe(
      'Acknowledged transactions that are known to be lost; there may be more. 0: it is proved that none was lost. Left out: it is not known.',
    ),
  lostGtids: z
    .string()
    .optional()
    .describe('Which transactions are known to be lost, as a GTID set.'),
  operation: z
    .string()
    .optional()
    .describe('The MySQLOperation that asked for it.'),
});

/** A change of primary or a rebuild. @public */
export type Incident = z.output<typeof incidentSchema>;

/** One step of a plan. @public */
export type Step = z.output<typeof stepSchema>;
