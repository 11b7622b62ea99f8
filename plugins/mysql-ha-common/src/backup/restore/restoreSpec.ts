import { z } from 'zod';
import { looseObject } from '../../cluster/spec/fields';
import { clusterNameField, databasesField } from '../fields';
import { pointInTimeSchema, restoreSourceSchema } from './restoreSource';

/** `spec` of a MySQLRestore: fixed from the moment it is made. @public */
export const restoreSpecSchema = z
  .object({
    source: restoreSourceSchema.describe('Where the data come from.'),
    databases: databasesField
      .default([])
      .describe('From a Logical backup: which databases. Left out: all.'),
    target: z
      .object({
        clusterName: clusterNameField.describe(
          'The MySQLCluster that gets the data: a new one, or with `inPlace` one that exists.',
        ),
        inPlace: z
          .boolean()
          .default(false)
          .describe(
            'Replace the data of a cluster that exists. The old volumes are kept until the new data are proved.',
          ),
        clusterSpec: looseObject
          .optional()
          .describe(
            'Spec of the new MySQLCluster. Left out: the one in the backup’s manifest.',
          ),
      })
      .meta({
        'x-kubernetes-validations': [
          {
            rule: '!has(self.inPlace) || !self.inPlace || !has(self.clusterSpec)',
            message:
              'A restore in place keeps the cluster’s own spec: leave target.clusterSpec out, or inPlace.',
          },
        ],
      })
      .describe('Where the data go.'),
    pointInTime: pointInTimeSchema
      .optional()
      .describe('Up to when. Left out: what the backup holds.'),
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: 'self == oldSelf',
        message:
          'spec can’t be changed, as a restore is done once: create another MySQLRestore.',
      },
      {
        rule: '!has(self.databases) || size(self.databases) == 0 || !has(self.pointInTime)',
        message:
          'Single databases can’t be restored to a point in time, as the archived transactions may span others: restore all into a new cluster and copy the database from there.',
      },
      {
        rule: '!has(self.databases) || size(self.databases) == 0 || !has(self.target.inPlace) || !self.target.inPlace',
        message:
          'Single databases can’t be restored in place, as all others would be gone: restore them into a new cluster and copy from there.',
      },
    ],
  });

/** `spec` of a MySQLRestore with all defaults in place. @public */
export type RestoreSpec = z.output<typeof restoreSpecSchema>;
