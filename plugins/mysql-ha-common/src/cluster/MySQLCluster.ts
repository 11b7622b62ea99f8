import { z } from 'zod';
import { API_GROUP_VERSION, MAX_INSTANCES } from '../constants';
import { nameRules } from './clusterName';
import { clusterSpecSchema } from './spec';
import { clusterStatusSchema } from './status';

/** What a Kubernetes namespace may be called. @public */
export const namespaceSchema = z
  .string()
  .min(1, 'namespace is missing')
  .max(63, 'namespace may have at most 63 characters')
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'namespace must be a DNS label: lower-case letters, digits and hyphens',
  );

/** The metadata that mysql-ha reads. @public */
export const objectMetaSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().int().default(1),
  creationTimestamp: z.coerce.string().optional(),
  deletionTimestamp: z.coerce.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});

const ordinals = Array.from({ length: MAX_INSTANCES }, (_, i) => i).join(', ');

/** A MySQLCluster as the API server gives it. @public */
export const mysqlClusterSchema = z
  .object({
    apiVersion: z.literal(API_GROUP_VERSION),
    kind: z.literal('MySQLCluster'),
    metadata: objectMetaSchema,
    spec: clusterSpecSchema.describe('What is asked for.'),
    status: clusterStatusSchema
      .default({})
      .describe('What the engine knows; only the engine writes it.'),
  })
  .describe('A MySQL database of one or more instances that replicate.')
  .meta({
    'x-kubernetes-validations': [
      ...nameRules,
      {
        rule: `self.spec.failover.preferredPrimary.all(p, [${ordinals}].exists(i, i < self.spec.instances && p == self.metadata.name + '-' + string(i)))`,
        message:
          'failover.preferredPrimary names an instance that the cluster does not have: instances are called <cluster>-0 up to <cluster>-<instances - 1>. Correct or remove the entry.',
        fieldPath: '.spec.failover.preferredPrimary',
      },
    ],
  });

/** A MySQLCluster as the API server gives it. @public */
export type MySQLCluster = z.output<typeof mysqlClusterSchema>;
