import { z } from 'zod';

/** What the engine knows, in words that answer a person's question. */

const time = z.string().describe('RFC 3339, UTC.');

/** What is going on, as a person reads it. @public */
export const phaseSchema = z.enum([
  'Creating',
  'Healthy',
  'Degraded',
  'FailingOver',
  'SwitchingOver',
  'Restoring',
  'Hibernated',
  'WaitingForUser',
  'Deleting',
]);

/** The types of `status.conditions`. @public */
export const conditionTypeSchema = z.enum([
  'Ready',
  'PrimaryAvailable',
  'Replicating',
  'DataSafe',
  'BackedUp',
  'BinlogsArchived',
  'Fenced',
  'Refused',
]);

/** One condition, as everywhere in Kubernetes. @public */
export const conditionSchema = z.object({
  type: conditionTypeSchema.describe('What is spoken of.'),
  status: z
    .enum(['True', 'False', 'Unknown'])
    .describe('Whether it is the case.'),
  reason: z.string().describe('One CamelCase word.'),
  message: z
    .string()
    .describe('A sentence: what is the case, what it means, what to do next.'),
  lastTransitionTime: z
    .string()
    .describe('When `status` last changed. RFC 3339, UTC.'),
  observedGeneration: z
    .number()
    .int()
    .optional()
    .describe('The generation of the spec that this condition speaks of.'),
});

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
    .describe('Its server_uuid; a rebuilt instance has a new one.'),
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
  message: z.string().optional().describe('A sentence for a person.'),
});

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
    .describe('How it ended.'),
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
    .describe('How long no write could commit, in milliseconds.'),
  from: z.string().optional().describe('The primary before.'),
  to: z.string().optional().describe('The primary after.'),
  term: z.number().int().describe('The term that began with it.'),
  cause: z.string().describe('Why it happened, in a sentence.'),
  evidence: z.array(z.string()).describe('What was seen, one fact each.'),
  steps: z.array(stepSchema).describe('What was done, in order.'),
  transactionsLost: z
    .number()
    .int()
    .optional()
    .describe('Acknowledged transactions that were lost.'),
});

/** `status` of a MySQLCluster. @public */
export const clusterStatusSchema = z.object({
  phase: phaseSchema.optional().describe('What is going on, in a word.'),
  message: z
    .string()
    .optional()
    .describe('One sentence: what the system is doing now, or waits for.'),
  conditions: z
    .array(conditionSchema)
    .optional()
    .describe('What is the case, one entry a question, for people and scripts.')
    .meta({
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
    }),
  observedGeneration: z
    .number()
    .int()
    .optional()
    .describe('The generation of the spec that this status speaks of.'),
  primary: z.string().optional().describe('The instance that takes writes.'),
  term: z
    .number()
    .int()
    .optional()
    .describe('Rises with each change of primary.'),
  synchronous: z
    .object({
      members: z
        .array(z.string())
        .describe('The instances that count, the primary among them.'),
      waitFor: z
        .number()
        .int()
        .min(0)
        .describe(
          'How many replicas must hold a commit before it is acknowledged.',
        ),
      term: z.number().int().describe('The term in which this was recorded.'),
    })
    .optional()
    .describe('The recorded members of semi-synchronous replication.'),
  fence: z
    .object({
      term: z.number().int().describe('The term that ends with this change.'),
      since: time,
      reason: z.string().describe('Why, in a sentence.'),
    })
    .optional()
    .describe(
      'A change of primary is under way: who stopped replication, and why.',
    ),
  instances: z
    .array(instanceStatusSchema)
    .optional()
    .describe('Each instance, by ordinal.'),
  desiredInstances: z
    .number()
    .int()
    .optional()
    .describe('How many instances the spec asks for.'),
  readyInstances: z
    .number()
    .int()
    .optional()
    .describe('How many instances serve.'),
  ready: z
    .string()
    .optional()
    .describe('Ready and wanted instances, for the READY column.'),
  lagSeconds: z
    .number()
    .optional()
    .describe('The largest lag among the replicas.'),
  endpoints: z
    .object({
      primary: z.string().describe('For writes.'),
      replicas: z.string().describe('For reads.'),
    })
    .optional()
    .describe('host:port inside Kubernetes.'),
  incidents: z
    .array(incidentSchema)
    .max(10)
    .optional()
    .describe('The last ten, newest first.'),
  recoverability: z
    .object({
      earliest: z
        .string()
        .optional()
        .describe('The oldest moment. RFC 3339, UTC.'),
      latest: z
        .string()
        .optional()
        .describe('The newest moment. RFC 3339, UTC.'),
    })
    .optional()
    .describe('The range of time that can be restored.'),
  podTemplateVersion: z
    .number()
    .int()
    .optional()
    .describe(
      'Version of the pod template the pods were made from: a newer operator goes on with it, so that an upgrade restarts no MySQL.',
    ),
});

/** `status` of a MySQLCluster. @public */
export type ClusterStatus = z.output<typeof clusterStatusSchema>;
/** One condition. @public */
export type Condition = z.output<typeof conditionSchema>;
/** The types of `status.conditions`. @public */
export type ConditionType = z.output<typeof conditionTypeSchema>;
/** One instance. @public */
export type InstanceStatus = z.output<typeof instanceStatusSchema>;
/** How an instance is. @public */
export type InstanceState = z.output<typeof instanceStateSchema>;
/** A change of primary or a rebuild. @public */
export type Incident = z.output<typeof incidentSchema>;
/** One step of a plan. @public */
export type Step = z.output<typeof stepSchema>;
/** What is going on. @public */
export type Phase = z.output<typeof phaseSchema>;
