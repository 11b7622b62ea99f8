import { z } from 'zod';
import { restoreSourceSchema } from '../backup/restore/restoreSource';
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
    confirm: z
      .string()
      .optional()
      .describe(
        'With spec.target.inPlace: the cluster’s name once more, as its data of now are replaced.',
      ),
    dryRun: z
      .boolean()
      .default(false)
      .describe('Check and show the manifest; restore nothing.'),
  })
  .check(({ value, issues }) => {
    const { source, target, pointInTime, databases } = value.spec;
    if (!isOneSource(source)) {
      issues.push({
        code: 'custom',
        message:
          'has to be one: set either spec.source.backupName, or spec.source.clusterName, or both spec.source.locationName and spec.source.path.',
        path: ['spec', 'source'],
        input: source,
      });
    }
    if (
      pointInTime &&
      (pointInTime.time === undefined) === (pointInTime.gtidSet === undefined)
    ) {
      issues.push({
        code: 'custom',
        message:
          'is either a time or a GTID set: set exactly one of spec.pointInTime.time and spec.pointInTime.gtidSet.',
        path: ['spec', 'pointInTime'],
        input: pointInTime,
      });
    }
    if (pointInTime && databases.length > 0) {
      issues.push({
        code: 'custom',
        message:
          'can’t be chosen for a point in time, as the archived transactions may span others: restore all into a new cluster and copy the database from there.',
        path: ['spec', 'databases'],
        input: databases,
      });
    }
    if (target.inPlace && databases.length > 0) {
      issues.push({
        code: 'custom',
        message:
          'can’t be chosen for a restore in place, as all others would be gone: restore them into a new cluster and copy from there.',
        path: ['spec', 'databases'],
        input: databases,
      });
    }
    if (target.inPlace && value.confirm !== target.clusterName) {
      issues.push({
        code: 'custom',
        message:
          'has to be the name of the cluster, whose data of now are replaced.',
        path: ['confirm'],
        input: value.confirm,
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

function isOneSource({
  backupName,
  clusterName,
  locationName,
  path,
}: z.output<typeof restoreSourceSchema>): boolean {
  if (backupName !== undefined)
    return [clusterName, locationName, path].every(one => one === undefined);
  return clusterName === undefined
    ? locationName !== undefined && path !== undefined
    : path === undefined;
}

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
