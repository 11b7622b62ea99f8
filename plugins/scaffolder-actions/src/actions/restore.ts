import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { initiatorClient, InitiatorServices } from '../initiatorClient';
import { patience, TimeServices } from '../patience';
import { RestoreWatch } from '../RestoreWatch';
import { withoutEmptyFields } from '../withoutEmptyFields';
import { examples } from './restore.examples';

const DEFAULT_TIMEOUT_SECONDS = 3600;

/**
 * `mysql-ha:restore`: restores a backup into a new MySQL cluster, or in place of the data of one, and follows it until that is
 * healthy, or fails and says why it isn't. A dry run shows the manifest.
 */
export function createRestoreAction(
  services: InitiatorServices & TimeServices,
) {
  return createTemplateAction({
    id: 'mysql-ha:restore',
    description:
      'Restores a backup into a new MySQL cluster, on demand up to a moment, and follows it until that is healthy: each step is a line in the log. Running it again with the same input changes nothing; with another input it fails and says what differs. It never overwrites a cluster, unless inPlace says so and confirm names it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .optional()
            .describe('Name of the restore. Default: <cluster>-restore.'),
        namespace: z =>
          z
            .string()
            .describe(
              'Kubernetes namespace of the backup or its location, and of the new cluster.',
            ),
        backup: z =>
          z
            .string()
            .optional()
            .describe(
              'The MySQLBackup. Instead: sourceCluster, or location and path.',
            ),
        sourceCluster: z =>
          z
            .string()
            .optional()
            .describe(
              'The MySQLCluster whose data come back: of its backups the newest one from which the point in time is reached, or the newest of all.',
            ),
        location: z =>
          z
            .string()
            .optional()
            .describe('The MySQLBackupLocation of an artifact.'),
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'Where the artifact is, below the location’s prefix, or the folder of a cluster. It needs no MySQLBackup.',
            ),
        time: z =>
          z
            .string()
            .optional()
            .describe(
              'Up to this moment, inclusive, RFC 3339 with up to six decimals. Needs archived binary logs. Default: what the backup holds.',
            ),
        gtidSet: z =>
          z
            .string()
            .optional()
            .describe('Instead of time: up to exactly these transactions.'),
        cluster: z =>
          z
            .string()
            .describe(
              'Name of the new cluster, which must be free; with inPlace of the one whose data are replaced.',
            ),
        inPlace: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Replace the data of the cluster, which is there. It runs on until the others are restored and proved; what it had is kept or deleted as its deletionPolicy says. Default: false.',
            ),
        confirm: z =>
          z
            .string()
            .optional()
            .describe(
              'With inPlace: the name of the cluster once more, as a person typed it.',
            ),
        spec: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'Whole spec of the new MySQLCluster. Default: that of the cluster that was saved.',
            ),
        databases: z =>
          z
            .array(z.string())
            .optional()
            .describe('From a Logical backup: which databases. Default: all.'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(86_400)
            .optional()
            .describe(
              `Seconds to wait at most. Default: ${DEFAULT_TIMEOUT_SECONDS}.`,
            ),
      },
      output: {
        outcome: z =>
          z
            .enum(['created', 'unchanged', 'valid'])
            .describe('valid: a dry run found nothing wrong.'),
        manifest: z => z.string().describe('The MySQLRestore as YAML.'),
        restore: z => z.string().describe('Name of the MySQLRestore.'),
        entityRef: z =>
          z.string().describe('Reference of the cluster’s catalog entity.'),
        host: z => z.string().describe('Host name for writes, in Kubernetes.'),
        secretName: z =>
          z
            .string()
            .describe(
              'Secret with username, password and the rest, in Kubernetes.',
            ),
        time: z =>
          z
            .string()
            .optional()
            .describe('Commit time of the newest archived transaction.'),
        gtidSet: z =>
          z.string().optional().describe('The transactions that are there.'),
        seconds: z => z.number().optional().describe('How long it took.'),
      },
    },
    async handler(ctx) {
      const { namespace, cluster } = ctx.input;
      const name = ctx.input.name || `${cluster}-restore`;
      const about = `${namespace}/${name}`;
      const dryRun = ctx.isDryRun ?? false;
      const api = initiatorClient(services, ctx);
      const { backup, sourceCluster, location, path } = ctx.input;
      const { inPlace = false, confirm } = ctx.input;
      const { databases, spec, time, gtidSet } = ctx.input;
      const clusterSpec = spec && withoutEmptyFields(spec);

      const create = () =>
        api.createRestore({
          name,
          namespace,
          spec: {
            source: {
              backupName: backup || undefined,
              clusterName: sourceCluster || undefined,
              locationName: location || undefined,
              path: path || undefined,
            },
            ...(databases?.length && { databases }),
            ...((time || gtidSet) && {
              pointInTime: {
                time: time || undefined,
                gtidSet: gtidSet || undefined,
              },
            }),
            target: {
              clusterName: cluster,
              ...(inPlace && { inPlace }),
              ...(clusterSpec && { clusterSpec }),
            },
          },
          ...(inPlace && { confirm }),
          dryRun,
        });
      const { outcome, manifest, warnings } = dryRun
        ? await create()
        : await ctx.checkpoint({
            key: `mysql-ha.restore.${about}`,
            fn: create,
          });

      ctx.logger.info(
        {
          created: `Asked for the restore ${about} ${
            inPlace ? 'in place of the data of the' : 'into the new'
          } MySQL cluster ${namespace}/${cluster}`,
          unchanged: `The restore ${about} was asked for already`,
          valid: `The restore ${about} could be made. The manifest:\n${manifest}`,
        }[outcome],
      );
      for (const warning of warnings) ctx.logger.warn(warning);
      ctx.output('outcome', outcome);
      ctx.output('manifest', manifest);
      ctx.output('restore', name);
      ctx.output('entityRef', `resource:${namespace}/${cluster}`);
      ctx.output('host', `${cluster}-primary.${namespace}.svc`);
      ctx.output('secretName', `${cluster}-app`);
      if (dryRun) return;

      const waiting = patience(services, ctx.signal);
      const { status } = await RestoreWatch.create({
        api,
        key: { namespace, name },
        log: line => ctx.logger.info(line),
        ...waiting,
      }).untilDone(ctx.input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS);
      ctx.output('time', status.restoredTo?.time);
      ctx.output('gtidSet', status.restoredTo?.gtidSet);
      ctx.output('seconds', Math.round(waiting.elapsedSeconds()));
    },
  });
}
