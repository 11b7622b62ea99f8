import { z } from 'zod';
import { time } from './time';

/** What an instance is in the replication. @public */
export const instanceRoleSchema = z.enum(['Primary', 'Replica', 'Relay']);

/** How an instance is. @public */
export const instanceStateSchema = z.enum([
  'Starting',
  'Cloning',
  'Healthy',
  'Lagging',
  'Stopped',
  'Errant',
  'Diverged',
  'Fenced',
  'Unreachable',
  'Hung',
]);

/** One instance. @public */
export const instanceStatusSchema = z.object({
  name: z.string().describe('Name of its pod.'),
  role: instanceRoleSchema
    .optional()
    .describe(
      'Primary takes writes; Replica follows it; Relay follows it and passes the data on.',
    ),
  state: instanceStateSchema.describe('How it is; `message` says more.'),
  serverId: z
    .number()
    .int()
    .optional()
    .describe('Its server_id, unique and stable.'),
  serverUuid: z
    .string()
    .optional()
    .describe('Its server_uuid; it has a new one when its volume is new.'),
  version: z.string().optional().describe('Version that mysqld reports.'),
  node: z.string().optional().describe('Kubernetes node it runs on.'),
  source: z.string().optional().describe('Instance it replicates from.'),
  gtidExecuted: z
    .string()
    .optional()
    .describe('The transactions it holds, as a GTID set.'),
  lagSeconds: z
    .number()
    .optional()
    .describe('Age of the newest transaction that it has not applied yet.'),
  errantGtids: z
    .string()
    .optional()
    .describe('Transactions that exist here alone.'),
  kept: z
    .array(
      z.object({
        at: time.describe('When it was put aside.'),
        path: z
          .string()
          .describe(
            'The file, or folder of files, in the container `mysql` of its pod; `mysqlbinlog` reads it.',
          ),
        gtids: z.string().describe('The transactions, as a GTID set.'),
      }),
    )
    .optional()
    .describe(
      'What was put aside on its volume before rebuilds destroyed it, newest first.',
    ),
  message: z.string().optional().describe('A sentence for a person.'),
  advice: z
    .enum(['GrowStorage'])
    .optional()
    .describe(
      'What a person should do soon, though it works. GrowStorage: its volume is nearly full, so raise `spec.storage.size`.',
    ),
});

/** One instance. @public */
export type InstanceStatus = z.output<typeof instanceStatusSchema>;

/** How an instance is. @public */
export type InstanceState = z.output<typeof instanceStateSchema>;
