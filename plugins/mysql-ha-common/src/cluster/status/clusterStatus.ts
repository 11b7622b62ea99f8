import { z } from 'zod';
import { conditionSchema } from './condition';
import { exchangeStatusSchema } from './exchangeStatus';
import { incidentSchema } from './incident';
import { instanceStatusSchema } from './instanceStatus';
import { time } from './time';

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
      lowestWaitFor: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe(
          'The least number of replicas that hold a commit of before, where the count was lowered (durability Preferred) and the members have not caught up since; a failover reckons with it. Left out: waitFor.',
        ),
      term: z.number().int().describe('The term in which this was recorded.'),
      revision: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe(
          'Counts the changes. MySQL keeps a copy of the record with this number, by which a record that was edited or restored is told. Left out: 0.',
        ),
    })
    .optional()
    .describe('The recorded members of semi-synchronous replication.'),
  fence: z
    .object({
      term: z.number().int().describe('The term that ends with this change.'),
      since: time,
      reason: z.string().describe('Why, in a sentence.'),
      evenIfAlive: z
        .boolean()
        .optional()
        .describe(
          'The old primary is replaced although it answers, because its writes hang.',
        ),
      from: z.string().optional().describe('The instance that led until then.'),
      waitedFor: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe(
          'How many replicas at least held each commit that a client of it was told of; 0 where a person accepted a loss.',
        ),
    })
    .optional()
    .describe(
      'A change of primary is under way: who stopped replication, and why.',
    ),
  fencedInstances: z
    .array(
      z.object({
        name: z.string().describe('The instance.'),
        since: time,
        reason: z.string().describe('Why, in a sentence.'),
      }),
    )
    .optional()
    .describe(
      'Instances that a person closed on purpose (MySQLOperation of type Fence). They stay closed until an Unfence.',
    ),
  exchange: exchangeStatusSchema
    .optional()
    .describe(
      'A restore in place: the volumes are exchanged for those with the restored data.',
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
      locationName: z
        .string()
        .optional()
        .describe(
          'The MySQLBackupLocation whose archive and backups it is of.',
        ),
      earliest: z
        .string()
        .optional()
        .describe('The oldest moment. RFC 3339, UTC.'),
      latest: z
        .string()
        .optional()
        .describe(
          'The newest moment, to the minute while commits go on. RFC 3339, UTC.',
        ),
      gaps: z
        .array(
          z.object({
            from: z
              .string()
              .describe(
                'The last moment before it that can be restored. RFC 3339, UTC.',
              ),
            to: z.string().describe('The first one after it. RFC 3339, UTC.'),
            missing: z
              .string()
              .describe(
                'The transactions that are in no archive, as a GTID set; empty when that is not known.',
              ),
          }),
        )
        .max(10)
        .optional()
        .describe(
          'Moments in between that can’t be restored, oldest first; the newest ten.',
        ),
    })
    .optional()
    .describe(
      'The range of time that can be restored, from a backup and the archive of the binary log. Left out where none is known.',
    ),
  verification: z
    .object({
      provedAt: z
        .string()
        .optional()
        .describe(
          'When a restore last proved that a backup of this cluster can be had back. RFC 3339, UTC.',
        ),
      provedBackup: z
        .string()
        .optional()
        .describe('Name of the MySQLBackup that it proved.'),
      triedAt: z
        .string()
        .optional()
        .describe('When the last try began. RFC 3339, UTC.'),
      backup: z
        .string()
        .optional()
        .describe('Name of the MySQLBackup of the last try.'),
      message: z
        .string()
        .optional()
        .describe('One sentence: how the last try went, and what to do next.'),
    })
    .optional()
    .describe(
      'What restores of backups into throw-away instances have proved.',
    ),
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

/** What is going on. @public */
export type Phase = z.output<typeof phaseSchema>;
