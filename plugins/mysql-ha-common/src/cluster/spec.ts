import { z } from 'zod';
import { MAX_INSTANCES, MAX_NAME_LENGTH, MIN_MEMORY_LIMIT } from '../constants';
import { QUANTITY_PATTERN } from './quantity';

/**
 * What a person asks for. The CRD, the TypeScript types and the reference page all come from these
 * schemas; a rule that a schema can state is stated here, with CEL where it spans fields
 * (`x-kubernetes-validations`, carried through `.meta()`).
 */

const quantity = z.string().max(32).regex(QUANTITY_PATTERN, {
  message: 'must be a Kubernetes quantity such as 10Gi, 512Mi or 500m',
});

/** Name of another object, or of a host: DNS allows 253 characters. */
const objectName = z.string().min(1).max(253);

/** `<cluster>-<ordinal>`: the longest cluster name, a hyphen and one digit. */
const instanceName = z
  .string()
  .min(1)
  .max(MAX_NAME_LENGTH + 2);

const secretRefSchema = z.object({
  name: objectName.describe('Name of a Secret in the same namespace.'),
});

const portSchema = z.number().int().min(1).max(65535).default(3306);

const labels = z.record(z.string(), z.string()).meta({ maxProperties: 64 });

/** How the instances replicate. @public */
export const topologySchema = z
  .enum(['Single', 'Async', 'SemiSync', 'GroupReplication'])
  .describe(
    'How the instances replicate. Single: one instance, no replica. Async: a commit waits for nobody, so a failover may lose the newest ones. SemiSync: a commit waits until enough replicas hold it, so a failover loses nothing that was acknowledged. GroupReplication is reserved and refused for now.',
  );

const storageSchema = z
  .object({
    size: quantity
      .describe(
        'Size of each instance’s volume. It may grow at any time if the class allows it; it can never shrink.',
      )
      .default('10Gi'),
    storageClassName: objectName
      .optional()
      .describe(
        'StorageClass of the volumes. Left out: the default class of the Kubernetes cluster. It can’t be changed later.',
      ),
  })
  .describe('The volume of each instance.')
  .meta({
    'x-kubernetes-validations': [
      {
        // A default is checked before what is inside it is filled in: there the size is missing.
        rule: '!has(self.size) || !has(oldSelf.size) || quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0',
        message:
          'storage.size can’t shrink: MySQL volumes only grow. Put the old size back, or create a smaller cluster and move the data.',
      },
      {
        rule: 'has(self.storageClassName) == has(oldSelf.storageClassName) && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)',
        message:
          'storage.storageClassName can’t be changed: a volume stays in its class. Put the old class back, or create a new cluster and move the data.',
      },
    ],
  });

const resourcesSchema = z
  .object({
    requests: z
      .object({
        cpu: quantity.optional().describe('CPU, e.g. 500m for half a core.'),
        memory: quantity.optional().describe('Memory, e.g. 1Gi.'),
      })
      .optional()
      .describe('What each instance is promised.'),
    limits: z
      .object({
        cpu: quantity
          .optional()
          .describe('CPU, e.g. 2. Left out: as much as the node has to spare.'),
        memory: quantity
          .optional()
          .describe(
            `Memory, e.g. 1Gi; at least ${MIN_MEMORY_LIMIT}. Left out: MySQL is configured for 1Gi and not limited.`,
          ),
      })
      .optional()
      .describe(
        'What each instance may use at most. The buffer pool is computed from limits.memory.',
      ),
  })
  .describe('CPU and memory of each instance.')
  .meta({
    'x-kubernetes-validations': [
      {
        rule: `!has(self.limits) || !has(self.limits.memory) || quantity(self.limits.memory).compareTo(quantity('${MIN_MEMORY_LIMIT}')) >= 0`,
        message: `limits.memory must be at least ${MIN_MEMORY_LIMIT}: with less, mysqld is killed while it starts. Raise it, e.g. to 1Gi.`,
        fieldPath: '.limits.memory',
      },
      {
        rule: '!has(self.limits) || !has(self.limits.memory) || !has(self.requests) || !has(self.requests.memory) || quantity(self.requests.memory).compareTo(quantity(self.limits.memory)) <= 0',
        message:
          'requests.memory can’t exceed limits.memory: lower the request or raise the limit.',
        fieldPath: '.requests.memory',
      },
      {
        rule: '!has(self.limits) || !has(self.limits.cpu) || !has(self.requests) || !has(self.requests.cpu) || quantity(self.requests.cpu).compareTo(quantity(self.limits.cpu)) <= 0',
        message:
          'requests.cpu can’t exceed limits.cpu: lower the request or raise the limit.',
        fieldPath: '.requests.cpu',
      },
    ],
  });

const failoverSchema = z
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
        'Instances to prefer, best first, among those that hold the same transactions.',
      ),
    maxTransactionsBehind: z
      .number()
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe(
        'Async only: how many transactions a failover may lose. null: no bound. Beyond it the engine waits for a person.',
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

const serviceSchema = z.object({
  type: z
    .enum(['ClusterIP', 'NodePort', 'LoadBalancer'])
    .default('ClusterIP')
    .describe('Type of the Kubernetes Service.'),
  annotations: labels.default({}).describe('Annotations of the Service.'),
});

const looseObject = z
  .record(z.string(), z.unknown())
  .meta({ 'x-kubernetes-preserve-unknown-fields': true });

const podTemplateSchema = z
  .object({
    labels: labels.optional().describe('Further labels of the pods.'),
    annotations: labels.optional().describe('Further annotations of the pods.'),
    nodeSelector: labels
      .optional()
      .describe('Labels a node must have to run an instance.'),
    tolerations: z
      .array(looseObject)
      .max(32)
      .optional()
      .describe('Tolerations, as in a pod.'),
    affinity: looseObject
      .optional()
      .describe(
        'Affinity, as in a pod. It replaces the default, which spreads the instances over the nodes.',
      ),
    topologySpread: z
      .array(looseObject)
      .max(16)
      .optional()
      .describe(
        'topologySpreadConstraints, as in a pod. They replace the default, which spreads the instances over the zones.',
      ),
    priorityClassName: objectName
      .optional()
      .describe('PriorityClass of the pods.'),
    imagePullSecrets: z
      .array(secretRefSchema)
      .max(16)
      .optional()
      .describe('Secrets with which the image is pulled.'),
  })
  .describe('What the pods carry beside what the engine gives them.');

const relaySchema = z
  .object({
    instance: instanceName.describe('The instance that passes the data on.'),
    below: z
      .array(instanceName)
      .min(1)
      .max(MAX_INSTANCES - 1)
      .describe('The instances that replicate from it.'),
  })
  .describe(
    'A data synchronisation node that relieves the primary: `below` replicate from `instance`.',
  );

const externalSourceSchema = z
  .object({
    host: objectName.describe('Host of the MySQL outside.'),
    port: portSchema.describe('Its port.'),
    secretRef: secretRefSchema.describe(
      'Secret with `username` and `password` of a replication user.',
    ),
    tls: z.boolean().default(true).describe('Replicate over TLS.'),
  })
  .describe(
    'Follow a MySQL outside, read-only, until this field is removed again.',
  );

const initFromSchema = z
  .object({
    clone: z
      .object({
        host: objectName.describe('Host of the MySQL outside.'),
        port: portSchema.describe('Its port.'),
        secretRef: secretRefSchema.describe(
          'Secret with `username` and `password` of a user with BACKUP_ADMIN.',
        ),
      })
      .optional()
      .describe('CLONE from a MySQL outside.'),
    backup: looseObject
      .optional()
      .describe('A backup, as the source of a MySQLRestore.'),
  })
  .describe('Where the first data comes from. Left out: an empty database.');

const backupSchema = z
  .object({
    locationName: objectName.describe(
      'The MySQLBackupLocation in the same namespace.',
    ),
    archiveBinlogs: z
      .boolean()
      .default(true)
      .describe('Archive binlogs continuously, for point-in-time recovery.'),
    verify: z
      .object({
        schedule: z
          .string()
          .min(1)
          .max(100)
          .describe('Cron expression, or a word such as @weekly.'),
      })
      .optional()
      .describe('When the newest backup is restored to prove it.'),
  })
  .describe('How the cluster is backed up.');

/** `spec` of a MySQLCluster. @public */
export const clusterSpecSchema = z
  .object({
    topology: topologySchema.default('SemiSync'),
    instances: z
      .number()
      .int()
      .min(1)
      .max(MAX_INSTANCES)
      .default(3)
      .describe(
        'Number of instances, 1 to 9, even counts too. It may be changed at any time.',
      ),
    image: z
      .string()
      .min(1)
      .max(512)
      .default('mysql:9.7')
      .describe(
        'Container image that holds mysqld 8.4 or newer. Nothing relies on its entrypoint.',
      ),
    storage: storageSchema.prefault({}),
    resources: resourcesSchema.prefault({}),
    config: z
      .record(
        z.string(),
        z
          .string()
          .max(1024)
          .regex(/^[^\r\n]*$/, {
            message:
              'must stand on one line: remove the line break, which would begin another key',
          }),
      )
      .meta({ maxProperties: 200 })
      .default({})
      .describe(
        'Keys for the [mysqld] section. Keys that durability or replication rely on are refused, with the reason.',
      ),
    durability: z
      .enum(['Required', 'Preferred'])
      .default('Required')
      .describe(
        'SemiSync only. Required: a commit waits for its acknowledgements, whatever happens. Preferred: with too few members left the engine lowers the count on the record, and says so, instead of blocking writes.',
      ),
    failover: failoverSchema.prefault({}),
    relay: relaySchema.nullable().optional(),
    externalSource: externalSourceSchema.nullable().optional(),
    initFrom: initFromSchema.nullable().optional(),
    backup: backupSchema.nullable().optional(),
    services: z
      .object({
        primary: serviceSchema.prefault({}).describe('The Service for writes.'),
        replicas: serviceSchema
          .prefault({})
          .describe('The Service for reads; falls back to the primary.'),
      })
      .prefault({})
      .describe('How the Services look.'),
    podTemplate: podTemplateSchema.optional(),
    paused: z
      .boolean()
      .default(false)
      .describe('The engine looks and reports, but acts on nothing.'),
    hibernate: z
      .boolean()
      .default(false)
      .describe('Stop all instances and keep the volumes.'),
    deletionPolicy: z
      .enum(['Retain', 'Delete'])
      .default('Retain')
      .describe(
        'What happens to the volumes when the cluster is deleted. Retain: they stay, and a cluster of the same name adopts them.',
      ),
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: "self.topology != 'Single' || self.instances == 1",
        message:
          'topology Single has exactly one instance: set instances to 1, or choose SemiSync.',
      },
      {
        rule: "self.topology != 'GroupReplication'",
        message:
          'topology GroupReplication is not supported yet: choose SemiSync, which loses no acknowledged commit either.',
      },
      {
        rule: "self.failover.preferredPrimary.all(p, p.matches('-[0-8]$') && int(p.substring(size(p) - 1)) < self.instances)",
        message:
          'failover.preferredPrimary names an instance that the cluster does not have: instances are called <cluster>-0 up to <cluster>-<instances - 1>. Correct or remove the entry.',
        fieldPath: '.failover.preferredPrimary',
      },
      {
        rule: '!has(self.relay) || self.relay == null || !(self.relay.instance in self.relay.below)',
        message: 'relay.below can’t name the relay itself: remove it there.',
      },
    ],
  });

/** `spec` of a MySQLCluster with all defaults in place. @public */
export type ClusterSpec = z.output<typeof clusterSpecSchema>;

/** `spec` of a MySQLCluster as a person writes it. @public */
export type ClusterSpecInput = z.input<typeof clusterSpecSchema>;

/** How the instances replicate. @public */
export type Topology = z.output<typeof topologySchema>;
