import { z } from 'zod';
import { MAX_INSTANCES } from '../../constants';
import { instanceName } from './fields';

/** What happens when the primary dies. */
export const failoverSchema = z
  .object({
    enabled: z
      .boolean()
      .default(true)
      .describe('Replace a dead primary without asking.'),
    preferredPrimary: z
      .array(instanceName)
      .max(MAX_INSTANCES)
      .default([])
      .describe(
        'Instances to prefer, best first, among those that hold the same transactions when a new primary is chosen. A preferred one that comes back later does not take over by itself: each switchover is a short pause of writes, so a person asks for it.',
      ),
    maxTransactionsBehind: z
      .number()
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe(
        'Where commits wait for no replica (Async, or Preferred while members are missing): how many transactions a failover may lose. null: no bound. Beyond it the engine waits for a person.',
      ),
    minSecondsBetween: z
      .number()
      .int()
      .min(0)
      .max(86400)
      .default(30)
      .describe(
        'Seconds that must pass between two automatic failovers, against flapping.',
      ),
    discardUnacknowledged: z
      .boolean()
      .default(true)
      .describe(
        'A returning old primary may hold transactions that no client was told about. true: they are kept aside and the instance is rebuilt. false: the instance waits for a person.',
      ),
  })
  .describe('What happens when the primary dies.');
