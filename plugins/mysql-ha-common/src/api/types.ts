import { z } from 'zod';
import { clusterNameSchema } from '../cluster/clusterName';
import { namespaceSchema } from '../cluster/MySQLCluster';
import { clusterSpecSchema } from '../cluster/spec';
import { clusterStatusSchema } from '../cluster/status';
import { operationFields, OPERATION_RULES } from '../operation/operationSpec';
import { operationStatusSchema } from '../operation/operationStatus';

/** Bodies and answers of the HTTP API under `/api/mysql-ha/v1`. No password is in any of them. */

/** A cluster, as the API shows it. @public */
export const clusterViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  createdAt: z.string().optional(),
  deleting: z.boolean(),
  generation: z.number().int(),
  owner: z.string().optional().describe('Entity reference of the owner.'),
  system: z.string().optional().describe('Entity reference of the system.'),
  description: z.string().optional(),
  spec: clusterSpecSchema,
  status: clusterStatusSchema,
});

/** `GET /clusters` @public */
export const clusterListSchema = z.object({
  items: z.array(clusterViewSchema),
});

/** Body of `POST /clusters`: creating what exists already with the same content changes nothing. @public */
export const createClusterSchema = z.object({
  name: clusterNameSchema,
  namespace: namespaceSchema,
  owner: z.string().optional(),
  system: z.string().optional(),
  description: z.string().max(500).optional(),
  spec: clusterSpecSchema,
  dryRun: z
    .boolean()
    .default(false)
    .describe('Check and show the manifest; create nothing.'),
  createNamespace: z
    .boolean()
    .default(true)
    .describe('Create the namespace when it is missing.'),
});

/** Answer of `POST /clusters`. @public */
export const createClusterResultSchema = z.object({
  outcome: z.enum(['created', 'unchanged', 'valid']),
  manifest: z.string().describe('The MySQLCluster as YAML.'),
  warnings: z.array(z.string()),
});

/** Body of `PATCH /clusters/:namespace/:name`: a JSON merge patch of `spec`. @public */
export const patchClusterSchema = z.object({
  spec: z.record(z.string(), z.unknown()),
});

/** Body of `DELETE /clusters/:namespace/:name`. @public */
export const deleteClusterSchema = z.object({
  confirm: z.string().describe('The name of the cluster, typed by a person.'),
});

/** `GET /clusters/:namespace/:name/lag`: up to an hour of samples, oldest first. @public */
export const lagHistorySchema = z.object({
  samples: z.array(
    z.object({
      at: z.string(),
      lagSeconds: z.record(z.string(), z.number().nullable()),
    }),
  ),
});

/** `GET /clusters/:namespace/:name/events`: newest first. @public */
export const clusterEventsSchema = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      type: z.enum(['Normal', 'Warning']),
      reason: z.string(),
      message: z.string(),
      object: z.string().describe('kind/name'),
      count: z.number().int(),
    }),
  ),
});

/** `GET /clusters/:namespace/:name/connection` @public */
export const connectionSchema = z.object({
  host: z.string(),
  replicasHost: z.string(),
  port: z.number().int(),
  database: z.string(),
  username: z.string(),
  secretName: z.string(),
});

/** An operation, as the API shows it: what was asked for and how it goes, in one. @public */
export const operationViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  clusterName: z.string(),
  createdAt: z.string().optional(),
  ...operationFields,
  ...operationStatusSchema.shape,
  phase: operationStatusSchema.shape.phase.unwrap().default('Pending'),
  plan: z.array(z.string()).default([]),
  steps: operationStatusSchema.shape.steps.unwrap().default([]),
});

/** `GET /clusters/:namespace/:name/operations`: newest first. @public */
export const operationListSchema = z.object({
  items: z.array(operationViewSchema),
});

/** Body of `POST /clusters/:namespace/:name/operations`. @public */
export const createOperationSchema = z
  .object(operationFields)
  .check(({ value, issues }) => {
    for (const { field, message, holds } of OPERATION_RULES) {
      if (!holds(value)) {
        issues.push({ code: 'custom', message, path: [field], input: value });
      }
    }
  });

/** A cluster, as the API shows it. @public */
export type ClusterView = z.output<typeof clusterViewSchema>;
/** Body of `POST /clusters`. @public */
export type CreateCluster = z.input<typeof createClusterSchema>;
/** Answer of `POST /clusters`. @public */
export type CreateClusterResult = z.output<typeof createClusterResultSchema>;
/** Samples of replication lag. @public */
export type LagHistory = z.output<typeof lagHistorySchema>;
/** Kubernetes events of a cluster. @public */
export type ClusterEvents = z.output<typeof clusterEventsSchema>;
/** How to connect. @public */
export type ConnectionDetails = z.output<typeof connectionSchema>;

/** An operation, as the API shows it. @public */
export type OperationView = z.output<typeof operationViewSchema>;
/** Body of `POST /clusters/:namespace/:name/operations`. @public */
export type CreateOperation = z.input<typeof createOperationSchema>;

/** What travels on {@link SIGNAL_CHANNEL}. @public */
export const clusterSignalSchema = z.object({
  type: z.enum(['changed', 'deleted']),
  namespace: z.string(),
  name: z.string(),
});
/** What travels on the signals channel. @public */
export type ClusterSignal = z.output<typeof clusterSignalSchema>;
