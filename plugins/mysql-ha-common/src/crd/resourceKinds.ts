import { z } from 'zod';
import { mysqlClusterSchema } from '../cluster';
import { mysqlOperationSchema } from '../operation';
import { BACKUP_KINDS } from './backupKinds';

/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date';
  readonly jsonPath: string;
  readonly description: string;
  /** Above 0 it is shown with `--output wide` alone. */
  readonly priority?: number;
}

/** A kind of custom resource, as the API server must know it. */
export interface ResourceKind {
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly schema: z.ZodType;
  readonly columns: readonly PrinterColumn[];
}

/** All kinds of this API group. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  {
    kind: 'MySQLCluster',
    plural: 'mysqlclusters',
    singular: 'mysqlcluster',
    shortNames: ['myc'],
    schema: mysqlClusterSchema,
    columns: [
      {
        name: 'Topology',
        type: 'string',
        jsonPath: '.spec.topology',
        description: 'How the instances replicate.',
      },
      {
        name: 'Ready',
        type: 'string',
        jsonPath: '.status.ready',
        description: 'Instances that serve, of those asked for.',
      },
      {
        name: 'Status',
        type: 'string',
        jsonPath: '.status.phase',
        description: 'What is going on.',
      },
      {
        name: 'Primary',
        type: 'string',
        jsonPath: '.status.primary',
        description: 'The instance that takes writes.',
      },
      {
        name: 'Lag',
        type: 'number',
        jsonPath: '.status.lagSeconds',
        description: 'Largest lag among the replicas, in seconds.',
      },
      {
        name: 'Age',
        type: 'date',
        jsonPath: '.metadata.creationTimestamp',
        description: 'Since when the cluster exists.',
      },
    ],
  },
  {
    kind: 'MySQLOperation',
    plural: 'mysqloperations',
    singular: 'mysqloperation',
    shortNames: ['myo'],
    schema: mysqlOperationSchema,
    columns: [
      {
        name: 'Cluster',
        type: 'string',
        jsonPath: '.spec.clusterName',
        description: 'The cluster that it is for.',
      },
      {
        name: 'Type',
        type: 'string',
        jsonPath: '.spec.type',
        description: 'What is to be done.',
      },
      {
        name: 'Target',
        type: 'string',
        jsonPath: '.spec.target',
        description: 'The instance that it is about.',
      },
      {
        name: 'Status',
        type: 'string',
        jsonPath: '.status.phase',
        description: 'How far it is.',
      },
      {
        name: 'Message',
        type: 'string',
        jsonPath: '.status.message',
        description: 'What was done, or why not.',
      },
      {
        name: 'Age',
        type: 'date',
        jsonPath: '.metadata.creationTimestamp',
        description: 'Since when it is asked for.',
      },
    ],
  },
  ...BACKUP_KINDS,
];
