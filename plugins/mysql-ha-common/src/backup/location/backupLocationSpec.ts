import { z } from 'zod';
import { objectName, secretRefSchema } from '../../cluster/spec/fields';

const prefix = z
  .string()
  .max(256)
  .optional()
  .describe(
    'Objects lie below it, so that several clusters of Kubernetes can share a place.',
  );

const endpoint = z
  .string()
  .max(512)
  .regex(/^https?:\/\/[^\s/]+(\/\S*)?$/, {
    message:
      'must be a URL such as https://s3.example.com:9000: add https:// or http://',
  });

/** An S3 bucket. @public */
export const s3LocationSchema = z.object({
  bucket: z
    .string()
    .min(3)
    .max(63)
    .describe('Name of the bucket. It is not created for you.'),
  prefix,
  region: z
    .string()
    .min(1)
    .max(64)
    .default('us-east-1')
    .describe(
      'Region of the bucket; most stores that aren’t Amazon’s ignore it.',
    ),
  endpoint: endpoint
    .optional()
    .describe('URL of a store that isn’t Amazon’s: MinIO, Ceph, Garage …'),
  forcePathStyle: z
    .boolean()
    .default(false)
    .describe(
      'Address objects as endpoint/bucket/key. Most stores with an endpoint of their own need it.',
    ),
  secretRef: secretRefSchema.describe(
    'Secret with `accessKeyId` and `secretAccessKey`. A changed Secret is taken up without a restart.',
  ),
});

/** An Azure Blob container. @public */
export const azureLocationSchema = z.object({
  container: z
    .string()
    .min(3)
    .max(63)
    .describe('Name of the container. It is not created for you.'),
  prefix,
  endpoint: endpoint
    .optional()
    .describe(
      'URL of the Blob service, when it isn’t https://<account>.blob.core.windows.net.',
    ),
  secretRef: secretRefSchema.describe(
    'Secret with `accountName` and `accountKey`. A changed Secret is taken up without a restart.',
  ),
});

/** Which backups that lie in a location become MySQLBackup resources. @public */
export const discoverSchema = z.enum(['All', 'Namespace', 'None']);

/** `spec` of a MySQLBackupLocation. @public */
export const backupLocationSpecSchema = z
  .object({
    s3: s3LocationSchema.optional().describe('A bucket that speaks S3.'),
    azure: azureLocationSchema
      .optional()
      .describe('A container of Azure Blob Storage.'),
    discover: discoverSchema
      .default('All')
      .describe(
        'Which backups that lie there become MySQLBackup resources in this namespace. All: each one. Namespace: those of clusters of a namespace of this name, which is right where many namespaces share a place. None: only those that are made here.',
      ),
    caSecretRef: z
      .object({
        name: objectName.describe('Name of a Secret in the same namespace.'),
      })
      .optional()
      .describe(
        'Secret with `ca.crt`: PEM of the authorities that signed the store’s certificate, when it isn’t a well-known one.',
      ),
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: 'has(self.s3) != has(self.azure)',
        message:
          'A location is either S3 or Azure: set exactly one of spec.s3 and spec.azure.',
      },
      {
        rule: 'has(self.s3) == has(oldSelf.s3) && (!has(self.s3) || (self.s3.bucket == oldSelf.s3.bucket && has(self.s3.prefix) == has(oldSelf.s3.prefix) && (!has(self.s3.prefix) || self.s3.prefix == oldSelf.s3.prefix)))',
        message:
          'A location’s bucket and prefix can’t be changed, as its backups are found by them: create another MySQLBackupLocation.',
      },
      {
        rule: 'has(self.azure) == has(oldSelf.azure) && (!has(self.azure) || (self.azure.container == oldSelf.azure.container && has(self.azure.prefix) == has(oldSelf.azure.prefix) && (!has(self.azure.prefix) || self.azure.prefix == oldSelf.azure.prefix)))',
        message:
          'A location’s container and prefix can’t be changed, as its backups are found by them: create another MySQLBackupLocation.',
      },
    ],
  });

/** `spec` of a MySQLBackupLocation with all defaults in place. @public */
export type BackupLocationSpec = z.output<typeof backupLocationSpecSchema>;
