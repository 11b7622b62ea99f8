import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { clusterSizes } from '../clusterSizes';
import { initiatorClient, InitiatorServices } from '../initiatorClient';
import { withoutEmptyFields } from '../withoutEmptyFields';
import { examples } from './clusterCreate.examples';

/**
 * `mysql-ha:cluster:create`: creates a MySQL cluster, or finds it as wanted. A dry run shows the manifest.
 * It doesn't wait for the cluster: that is `mysql-ha:cluster:wait`.
 */
export function createClusterCreateAction(services: InitiatorServices) {
  return createTemplateAction({
    id: 'mysql-ha:cluster:create',
    description:
      'Creates a MySQL cluster on Kubernetes. Running it again with the same input changes nothing; with another input it fails and says what differs.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe(
              'Name of the cluster: a DNS label of at most 32 characters. The database and its user are called the same, with _ for -.',
            ),
        namespace: z => z.string().describe('Kubernetes namespace.'),
        owner: z =>
          z.string().optional().describe('Entity reference of the owner.'),
        system: z =>
          z.string().optional().describe('Entity reference of the system.'),
        description: z =>
          z.string().optional().describe('A sentence for the catalog.'),
        size: z =>
          z
            .enum(['small', 'medium', 'large'])
            .optional()
            .describe(
              'CPU and memory of each instance. spec.resources, if given, wins.',
            ),
        spec: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'spec of the MySQLCluster; docs/reference/mysqlcluster.md describes each field. Empty fields are left out.',
            ),
        createNamespace: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Create the namespace when it is missing. Default: true.',
            ),
      },
      output: {
        outcome: z =>
          z
            .enum(['created', 'unchanged', 'valid'])
            .describe('valid: a dry run found nothing wrong.'),
        manifest: z => z.string().describe('The MySQLCluster as YAML.'),
        entityRef: z =>
          z.string().describe('Reference of the cluster’s catalog entity.'),
        host: z => z.string().describe('Host name for writes, in Kubernetes.'),
        secretName: z =>
          z
            .string()
            .describe(
              'Secret with username, password and the rest, in Kubernetes.',
            ),
      },
    },
    async handler(ctx) {
      const { name, namespace, size, createNamespace } = ctx.input;
      const dryRun = ctx.isDryRun ?? false;
      const spec = withoutEmptyFields(ctx.input.spec ?? {});
      const api = initiatorClient(services, ctx);

      const create = () =>
        api.createCluster({
          name,
          namespace,
          owner: ctx.input.owner || undefined,
          system: ctx.input.system || undefined,
          description: ctx.input.description || undefined,
          spec: { ...(size && { resources: clusterSizes[size] }), ...spec },
          dryRun,
          createNamespace: createNamespace ?? true,
        });
      const { outcome, manifest, warnings } = dryRun
        ? await create()
        : await ctx.checkpoint({
            key: `mysql-ha.cluster.create.${namespace}/${name}`,
            fn: create,
          });

      ctx.logger.info(
        {
          created: `Created MySQL cluster ${namespace}/${name}`,
          unchanged: `MySQL cluster ${namespace}/${name} exists already as wanted`,
          valid: `MySQL cluster ${namespace}/${name} could be created. The manifest:\n${manifest}`,
        }[outcome],
      );
      for (const warning of warnings) ctx.logger.warn(warning);

      ctx.output('outcome', outcome);
      ctx.output('manifest', manifest);
      ctx.output('entityRef', `resource:${namespace}/${name}`);
      ctx.output('host', `${name}-primary.${namespace}.svc`);
      ctx.output('secretName', `${name}-app`);
    },
  });
}
