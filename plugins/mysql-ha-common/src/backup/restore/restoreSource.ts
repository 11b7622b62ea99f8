import { z } from 'zod';
import { objectName } from '../../cluster/spec/fields';
import {
  artifactPath,
  clusterNameField,
  gtidSetField,
  instantField,
} from '../fields';

/** What the API server asks of a source. */
export const restoreSourceRules = {
  'x-kubernetes-validations': [
    {
      rule: 'has(self.backupName) ? !has(self.locationName) && !has(self.path) && !has(self.clusterName) : has(self.clusterName) ? !has(self.path) : has(self.locationName) && has(self.path)',
      message:
        'A restore has one source: set either source.backupName, or source.clusterName, or both source.locationName and source.path.',
    },
  ],
};

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
  .meta(restoreSourceRules);

/** Up to when data are restored. */
export const pointInTimeSchema = z
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
  });
