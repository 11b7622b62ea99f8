import { z } from 'zod';
import { time } from '../cluster/status/time';

/** How far an operation is. @public */
export const operationPhaseSchema = z.enum([
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
]);

/** One step of an operation. @public */
export const operationStepSchema = z.object({
  name: z.string().describe('What is done, in words.'),
  state: z
    .enum(['Running', 'Done', 'Failed', 'Skipped'])
    .describe('How it stands.'),
  startedAt: time.optional(),
  durationMs: z
    .number()
    .int()
    .optional()
    .describe('How long it took, in milliseconds.'),
});

/** `status` of a MySQLOperation. @public */
export const operationStatusSchema = z.object({
  phase: operationPhaseSchema
    .optional()
    .describe(
      'Pending: it waits for its turn. Running: it is being done. Succeeded and Failed are final.',
    ),
  message: z
    .string()
    .optional()
    .describe(
      'One sentence: what it waits for, what was done, or why it was refused or put back, and what to do next.',
    ),
  plan: z
    .array(z.string())
    .optional()
    .describe('What it is going to do, one sentence a step.'),
  startedAt: time.optional().describe('When it began. RFC 3339, UTC.'),
  completedAt: time.optional().describe('When it ended. RFC 3339, UTC.'),
  steps: z
    .array(operationStepSchema)
    .optional()
    .describe('What was done, in order.'),
  transactionsAtRisk: z
    .string()
    .optional()
    .describe(
      'Forced Failover: the acknowledged transactions that it loses, as far as they are known, as a GTID set. Empty: none is known.',
    ),
  journal: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'What the engine noted when it began, by which a later operator sees how far it came: the term, the instance that was chosen, the pod that was to go.',
    ),
  requestedBy: z
    .string()
    .optional()
    .describe(
      'Who asked for it: an entity reference from the portal, or the client that wrote the object to the Kubernetes API.',
    ),
});

/** How far an operation is. @public */
export type OperationPhase = z.output<typeof operationPhaseSchema>;

/** One step of an operation. @public */
export type OperationStep = z.output<typeof operationStepSchema>;

/** `status` of a MySQLOperation. @public */
export type OperationStatus = z.output<typeof operationStatusSchema>;
