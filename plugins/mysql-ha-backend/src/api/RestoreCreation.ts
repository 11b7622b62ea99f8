import { ConflictError, InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  clusterSpecSchema,
  createRestoreSchema,
  CreateRestoreResult,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { futurePoint } from '../backup/restore/futurePoint';
import { notInPlace } from '../backup/restore/presentCluster';
import { restoreSource } from '../backup/restore/restoreSource';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { assertCarriedOut } from './assertCarriedOut';
import { createOnce } from './createOnce';
import { parseBody } from './parseBody';

const targetSchema = z.object({ clusterSpec: clusterSpecSchema });

/**
 * One request to restore a backup into a new cluster, carried out so that it may be repeated. What the engine would refuse
 * is refused here by its own rules, before there is a MySQLRestore that can only fail.
 */
export class RestoreCreation {
  private readonly manifest: KubernetesObject;

  constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly wanted: z.output<typeof createRestoreSchema>,
    options: {
      /** What the request said of the spec: defaults are left to the API server. */
      readonly said: object;
      readonly annotations: Readonly<Record<string, string>>;
    },
  ) {
    const { name, namespace } = wanted;
    this.manifest = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLRestore',
      metadata: { name, namespace, annotations: options.annotations },
      spec: options.said,
    };
  }

  /**
   * Creates the restore, or finds it as asked for.
   * @throws ConflictError when it exists and differs, or there is a cluster where the data would go; InputError for what
   * is not carried out
   */
  run(): Promise<CreateRestoreResult> {
    return createOnce({
      kubernetes: this.kubernetes,
      manifest: this.manifest,
      dryRun: this.wanted.dryRun,
      schema: mysqlRestoreSchema,
      spec: this.wanted.spec,
      isGoing: ({ metadata }) => metadata.deletionTimestamp !== undefined,
      advice:
        'A restore is done once and never changed: choose another name for this one.',
      check: () => this.check(),
    });
  }

  /** @returns what has to be waited for */
  private async check(): Promise<string[]> {
    const { namespace, spec } = this.wanted;
    const refusal = futurePoint(spec, Date.now());
    if (refusal !== undefined) throw new InputError(refusal);
    const { clusterName: name, clusterSpec } = spec.target;
    if (clusterSpec !== undefined) {
      const parsed = parseBody(targetSchema, { clusterSpec });
      assertCarriedOut({ namespace, name }, parsed.clusterSpec);
    }
    const cluster = await this.kubernetes.readCluster(namespace, name);
    if (spec.target.inPlace) {
      const why = cluster
        ? notInPlace(cluster)
        : `There is no MySQL cluster ${namespace}/${name}: leave spec.target.inPlace out, and a new one is made.`;
      if (why !== undefined) throw new InputError(why);
    } else if (cluster) {
      throw new ConflictError(
        `There is a MySQL cluster ${namespace}/${name} already, and a restore overwrites data only by spec.target.inPlace: choose a name that is free for spec.target.clusterName.`,
      );
    }
    const source = restoreSource(
      this.kubernetes,
      mysqlRestoreSchema.parse({
        ...this.manifest,
        // It may have no identity yet; finding its source asks for its namespace alone.
        metadata: {
          ...this.manifest.metadata,
          uid: '-',
          resourceVersion: '-',
        },
      }),
    );
    if ('refusal' in source) throw new InputError(source.refusal);
    return 'waitFor' in source ? [source.waitFor] : [];
  }
}
