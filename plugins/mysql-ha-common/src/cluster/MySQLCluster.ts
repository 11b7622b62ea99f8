import { z } from 'zod';
import { API_GROUP_VERSION } from '../constants';
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
        rule: '!has(oldSelf.status) || !has(oldSelf.status.primary) || !has(self.spec.initFrom) || self.spec.initFrom == null || (has(oldSelf.spec.initFrom) && self.spec.initFrom == oldSelf.spec.initFrom)',
        message:
          'spec.initFrom says where the first data come from, and this cluster has data: leave it as it was or remove it. A MySQLRestore with target.inPlace replaces data.',
      },
    ],
  });

/** A MySQLCluster as the API server gives it. @public */
export type MySQLCluster = z.output<typeof mysqlClusterSchema>;
