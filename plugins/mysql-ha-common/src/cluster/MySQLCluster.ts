import { z } from 'zod';
import { API_GROUP_VERSION, MAX_NAME_LENGTH } from '../constants';
import { clusterSpecSchema } from './spec';
import { clusterStatusSchema } from './status';

/** What a cluster may be called. @public */
export const clusterNameSchema = z
  .string()
  .min(1, 'name is missing: give the cluster a name such as orders')
  .max(
    MAX_NAME_LENGTH,
    `name may have at most ${MAX_NAME_LENGTH} characters, because the database user carries it and MySQL allows ${MAX_NAME_LENGTH}: choose a shorter one`,
  )
  .regex(
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    'name must be a DNS label: lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit, e.g. orders-eu',
  );

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
export const mysqlClusterSchema = z.object({
  apiVersion: z.literal(API_GROUP_VERSION),
  kind: z.literal('MySQLCluster'),
  metadata: objectMetaSchema,
  spec: clusterSpecSchema,
  status: clusterStatusSchema.default({}),
});

/** A MySQLCluster as the API server gives it. @public */
export type MySQLCluster = z.output<typeof mysqlClusterSchema>;
