import { z } from 'zod';
import { restoreSpecSchema } from '../backup/restore/restoreSpec';
import { restoreStatusSchema } from '../backup/restore/restoreStatus';
import { objectName } from '../cluster/spec/fields';
import { clusterNameSchema } from '../cluster/clusterName';
import { namespaceSchema } from '../cluster/MySQLCluster';

/** A restore, as the API shows it: what was asked for, and how it goes. @public */
export const restoreViewSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  createdAt: z.string().optional(),
  spec: restoreSpecSchema,
  status: restoreStatusSchema,
});

/** Body of `POST /restores`: asking again for the same under the same name changes nothing. @public */
export const createRestoreSchema = z
  .object({
    name: objectName.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, {
      message:
        'must be lower-case letters, digits and hyphens, e.g. orders-restore',
    }),
    namespace: namespaceSchema,
    spec: restoreSpecSchema,
    dryRun: z
      .boolean()
      .default(false)
      .describe('Check and show the manifest; restore nothing.'),
  })
  .check(({ value, issues }) => {
    const { source, target } = value.spec;
    const { backupName, locationName, path } = source;
    const isByPath = locationName !== undefined && path !== undefined;
    const isMixed =
      backupName !== undefined &&
      (locationName !== undefined || path !== undefined);
    if (isMixed || (backupName === undefined && !isByPath)) {
      issues.push({
        code: 'custom',
        message:
          'has to be one: set either spec.source.backupName, or both spec.source.locationName and spec.source.path.',
        path: ['spec', 'source'],
        input: source,
      });
    }
    for (const { message } of clusterNameSchema.safeParse(target.clusterName)
      .error?.issues ?? []) {
      issues.push({
        code: 'custom',
        message,
        path: ['spec', 'target', 'clusterName'],
        input: target.clusterName,
      });
    }
  });

/** Answer of `POST /restores`. @public */
export const createRestoreResultSchema = z.object({
  outcome: z.enum(['created', 'unchanged', 'valid']),
  manifest: z.string().describe('The MySQLRestore as YAML.'),
  warnings: z.array(z.string()),
});

/** A restore, as the API shows it. @public */
export type RestoreView = z.output<typeof restoreViewSchema>;
/** Body of `POST /restores`. @public */
export type CreateRestore = z.input<typeof createRestoreSchema>;
/** Answer of `POST /restores`. @public */
export type CreateRestoreResult = z.output<typeof createRestoreResultSchema>;
