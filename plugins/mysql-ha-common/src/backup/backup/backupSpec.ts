import { z } from 'zod';
import { objectName } from '../../cluster/spec/fields';
import { clusterNameField, databasesField } from '../fields';

/** How data are saved. @public */
export const backupMethodSchema = z.enum(['Physical', 'Logical', 'XtraBackup']);

/** The fields of a backup that a schedule’s template has too. */
export const backupFields = {
  method: backupMethodSchema
    .default('Physical')
    .describe(
      'Physical copies the files of all databases by CLONE; it is the fast one. Logical writes SQL by mysqldump; it can save and restore single databases. XtraBackup is not supported yet.',
    ),
  databases: databasesField
    .default([])
    .describe(
      'Logical only: which databases. Left out: all, and the accounts.',
    ),
} as const;

/** Rules over the fields of a backup. */
export const backupRules = [
  {
    rule: "!has(self.method) || self.method != 'XtraBackup'",
    message:
      'method XtraBackup is not supported yet: choose Physical, which copies the files as well and locks nothing.',
    fieldPath: '.method',
  },
  {
    rule: "!has(self.databases) || size(self.databases) == 0 || (has(self.method) && self.method == 'Logical')",
    message:
      'Only a Logical backup can choose databases: set method to Logical, or leave databases out.',
    fieldPath: '.databases',
  },
] as const;

/** `spec` of a MySQLBackup: fixed from the moment it is made. @public */
export const backupSpecSchema = z
  .object({
    clusterName: clusterNameField.describe(
      'The MySQLCluster, in the same namespace.',
    ),
    locationName: objectName.describe(
      'The MySQLBackupLocation, in the same namespace.',
    ),
    ...backupFields,
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: 'self == oldSelf',
        message:
          'spec can’t be changed, as a backup is made once: create another MySQLBackup.',
      },
      ...backupRules,
    ],
  });

/** How data are saved. @public */
export type BackupMethod = z.output<typeof backupMethodSchema>;

/** `spec` of a MySQLBackup with all defaults in place. @public */
export type BackupSpec = z.output<typeof backupSpecSchema>;
