import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { initiatorClient, InitiatorServices } from '../initiatorClient';
import { withoutEmptyFields } from '../withoutEmptyFields';
import { examples } from './backupScheduleCreate.examples';

/**
 * `mysql-ha:backup-schedule:create`: has backups of a MySQL cluster made again and again, or finds the schedule as wanted.
 * A dry run shows the manifest.
 */
export function createBackupScheduleCreateAction(services: InitiatorServices) {
  return createTemplateAction({
    id: 'mysql-ha:backup-schedule:create',
    description:
      'Creates a schedule by which backups of a MySQL cluster are made and deleted. Running it again with the same input changes nothing; with another input it fails and says what differs.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .optional()
            .describe('Name of the schedule. Default: <cluster>-backups.'),
        cluster: z => z.string().describe('Name of the cluster.'),
        namespace: z => z.string().describe('Kubernetes namespace.'),
        schedule: z =>
          z
            .string()
            .describe(
              'When: a cron expression of five fields, or @hourly, @daily, @weekly, @monthly.',
            ),
        timeZone: z =>
          z
            .string()
            .optional()
            .describe(
              'Time zone of the schedule, e.g. Europe/Berlin. Default: UTC.',
            ),
        location: z =>
          z
            .string()
            .optional()
            .describe(
              'The MySQLBackupLocation in the same namespace. Default: the one that the cluster names.',
            ),
        method: z =>
          z
            .enum(['Physical', 'Logical'])
            .optional()
            .describe('How data are saved. Default: Physical.'),
        databases: z =>
          z
            .array(z.string())
            .optional()
            .describe('Logical only: which databases. Default: all.'),
        keepLast: z =>
          z
            .number()
            .optional()
            .describe('Keep so many of the newest that succeeded.'),
        maxAge: z =>
          z.string().optional().describe('Delete what is older, e.g. 30d.'),
      },
      output: {
        outcome: z =>
          z
            .enum(['created', 'unchanged', 'valid'])
            .describe('valid: a dry run found nothing wrong.'),
        manifest: z => z.string().describe('The MySQLBackupSchedule as YAML.'),
        nextScheduleTime: z =>
          z.string().optional().describe('When the first backup is due.'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, schedule, method, databases } = ctx.input;
      const name = ctx.input.name || `${cluster}-backups`;
      const about = `${namespace}/${name}`;
      const dryRun = ctx.isDryRun ?? false;
      const api = initiatorClient(services, ctx);

      const create = () =>
        api.createBackupSchedule(
          { namespace, name: cluster },
          {
            name,
            spec: {
              schedule,
              ...withoutEmptyFields({
                timeZone: ctx.input.timeZone,
                retention: {
                  keepLast: ctx.input.keepLast,
                  maxAge: ctx.input.maxAge,
                },
                backupTemplate: {
                  spec: {
                    locationName: ctx.input.location,
                    method,
                    databases,
                  },
                },
              }),
            },
            dryRun,
          },
        );
      const { outcome, manifest, nextScheduleTime, warnings } = dryRun
        ? await create()
        : await ctx.checkpoint({
            key: `mysql-ha.backup-schedule.create.${about}`,
            fn: create,
          });

      ctx.logger.info(
        {
          created: `Created the schedule ${about} of backups`,
          unchanged: `The schedule ${about} of backups exists already as wanted`,
          valid: `The schedule ${about} of backups could be created. The manifest:\n${manifest}`,
        }[outcome],
      );
      if (nextScheduleTime) {
        ctx.logger.info(`The first backup is due at ${nextScheduleTime}`);
      }
      for (const warning of warnings) ctx.logger.warn(warning);

      ctx.output('outcome', outcome);
      ctx.output('manifest', manifest);
      ctx.output('nextScheduleTime', nextScheduleTime);
    },
  });
}
