import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ClusterWatch } from '../ClusterWatch';
import { initiatorClient, InitiatorServices } from '../initiatorClient';
import { patience, TimeServices } from '../patience';
import { examples } from './clusterWait.examples';

const DEFAULT_TIMEOUT_SECONDS = 600;

/** `mysql-ha:cluster:wait`: logs each step of a cluster until it is healthy, or fails and says why it isn't. */
export function createClusterWaitAction(
  services: InitiatorServices & TimeServices,
) {
  return createTemplateAction({
    id: 'mysql-ha:cluster:wait',
    description:
      'Follows a MySQL cluster until it is healthy: each step is a line in the log. Fails when it is refused, needs a person, is deleted, or takes too long, and says why.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the cluster.'),
        namespace: z => z.string().describe('Kubernetes namespace.'),
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
        phase: z => z.string().describe('Healthy.'),
        primary: z =>
          z.string().optional().describe('The instance that takes writes.'),
        seconds: z => z.number().describe('How long it took.'),
      },
    },
    async handler(ctx) {
      const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, ...key } = ctx.input;
      const cluster = `${key.namespace}/${key.name}`;
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would wait up to ${timeoutSeconds} s until MySQL cluster ${cluster} is healthy`,
        );
        ctx.output('phase', 'Healthy');
        ctx.output('seconds', 0);
        return;
      }
      const waiting = patience(services, ctx.signal);
      const healthy = await ClusterWatch.create({
        api: initiatorClient(services, ctx),
        key,
        log: line => ctx.logger.info(line),
        ...waiting,
      }).untilHealthy(timeoutSeconds);
      const seconds = Math.round(waiting.elapsedSeconds());
      ctx.logger.info(`MySQL cluster ${cluster} is healthy after ${seconds} s`);
      ctx.output('phase', 'Healthy');
      ctx.output('primary', healthy.status.primary);
      ctx.output('seconds', seconds);
    },
  });
}
