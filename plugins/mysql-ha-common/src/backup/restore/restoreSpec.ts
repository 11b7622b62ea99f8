import { z } from 'zod';
import { looseObject, objectName } from '../../cluster/spec/fields';
import {
  artifactPath,
  clusterNameField,
  databasesField,
  gtidSetField,
  instantField,
} from '../fields';

/** Where the data of a restore come from. @public */
export const restoreSourceSchema = z
  .object({
    backupName: objectName
      .optional()
      .describe('A MySQLBackup, in the same namespace.'),
    clusterName: clusterNameField
      .optional()
      .describe(
        'A MySQLCluster, in the same namespace, whatever backups of it the store has: the newest one from which `pointInTime` can be reached, or the newest of all. In `locationName`, or left out where its `spec.backup` says.',
      ),
    locationName: objectName
      .optional()
      .describe('A MySQLBackupLocation, in the same namespace.'),
    path: artifactPath
      .optional()
      .describe(
        'Where the artifact is, below the location’s prefix, or the folder of a cluster with all of its backups, such as `shop/orders`. It needs no MySQLBackup.',
      ),
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: 'has(self.backupName) ? !has(self.locationName) && !has(self.path) && !has(self.clusterName) : has(self.clusterName) ? !has(self.path) : has(self.locationName) && has(self.path)',
        message:
          'A restore has one source: set either source.backupName, or source.clusterName, or both source.locationName and source.path.',
      },
    ],
  });

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
    pointInTime: z
      .object({
        time: instantField
          .optional()
          .describe(
            'Up to this moment, inclusive, by the commit times on the primary, exact to the microsecond.',
          ),
        gtidSet: gtidSetField
          .optional()
          .describe('Up to exactly these transactions.'),
      })
      .meta({
        'x-kubernetes-validations': [
          {
            rule: 'has(self.time) != has(self.gtidSet)',
            message:
              'A point in time is either a time or a GTID set: set exactly one of pointInTime.time and pointInTime.gtidSet.',
          },
        ],
      })
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
