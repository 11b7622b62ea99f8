import { ConflictError, isError } from '@backstage/errors';
import {
  clusterSpecSchema,
  CreateClusterResult,
  DESCRIPTION_ANNOTATION,
  MySQLCluster,
  OWNER_ANNOTATION,
  SYSTEM_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { stringify } from 'yaml';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { assertCarriedOut } from './assertCarriedOut';
import { creationWarnings } from './creationWarnings';
import { differences } from './differences';
import { inPlainWords } from './inPlainWords';
import { prepareNamespace } from './prepareNamespace';

/** One request to create a cluster, carried out so that it may be repeated and can be interrupted anywhere. */
export class ClusterCreation {
  static create(
    kubernetes: KubernetesAdapter,
    manifest: KubernetesObject,
  ): ClusterCreation {
    return new ClusterCreation(kubernetes, manifest);
  }

  private readonly namespace: string;
  private readonly name: string;
  private readonly spec;

  private constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly manifest: KubernetesObject,
  ) {
    this.namespace = manifest.metadata.namespace ?? 'default';
    this.name = manifest.metadata.name;
    this.spec = clusterSpecSchema.parse(manifest.spec);
  }

  /**
   * Creates the cluster, or finds it as wanted.
   * @throws ConflictError when it exists and differs; creating never changes what exists
   */
  async run(options: {
    dryRun: boolean;
    createNamespace: boolean;
  }): Promise<CreateClusterResult> {
    const { dryRun } = options;
    const existing = await this.readExisting();
    if (existing) return this.compare(existing, dryRun);

    assertCarriedOut({ namespace: this.namespace, name: this.name }, this.spec);
    const warnings = await creationWarnings(this.spec, this.kubernetes);
    const namespace = await prepareNamespace(
      this.kubernetes,
      this.namespace,
      options,
    );
    if (namespace === 'to be created') {
      return this.result('valid', [
        ...warnings,
        `Namespace ${this.namespace} doesn’t exist yet and will be created. Until then Kubernetes itself can’t check the manifest; the rules of its fields were checked here.`,
      ]);
    }
    try {
      // First without storing: a rule that only the API server knows is then broken before anything exists.
      await inPlainWords(
        this.kubernetes.create(this.manifest, { dryRun: true }),
      );
      if (dryRun) return this.result('valid', warnings);
      await this.kubernetes.create(this.manifest);
    } catch (error) {
      // Somebody, perhaps an earlier try of the same request, was faster.
      const winner = isConflict(error) ? await this.readExisting() : undefined;
      if (winner) return this.compare(winner, dryRun);
      throw error;
    }
    return this.result('created', warnings);
  }

  private readExisting(): Promise<MySQLCluster | undefined> {
    return this.kubernetes.readCluster(this.namespace, this.name);
  }

  private compare(
    existing: MySQLCluster,
    dryRun: boolean,
  ): CreateClusterResult {
    const cluster = `MySQL cluster ${this.namespace}/${this.name}`;
    if (existing.metadata.deletionTimestamp) {
      throw new ConflictError(
        `${cluster} is being deleted: wait until it is gone, then try again`,
      );
    }
    const differing = differences(existing.spec, this.spec);
    if (this.differsIn(existing, OWNER_ANNOTATION)) differing.push('owner');
    if (differing.length > 0) {
      throw new ConflictError(
        `${cluster} exists already and differs in ${differing.join(
          ', ',
        )}. Creating never changes what exists: choose another name, or change it with kubectl -n ${
          this.namespace
        } edit myc ${this.name} or PATCH /clusters/${this.namespace}/${
          this.name
        }.`,
      );
    }
    const kept = [
      ...(this.differsIn(existing, SYSTEM_ANNOTATION) ? ['system'] : []),
      ...(this.differsIn(existing, DESCRIPTION_ANNOTATION)
        ? ['description']
        : []),
    ];
    return this.result(dryRun ? 'valid' : 'unchanged', [
      `${cluster} exists already with this content, so there is nothing to do.`,
      ...kept.map(
        field =>
          `Its ${field} is another one and stays as it is: change it with kubectl -n ${this.namespace} annotate --overwrite myc ${this.name} mysqlha.dev/${field}=…`,
      ),
    ]);
  }

  private differsIn(existing: MySQLCluster, annotation: string): boolean {
    return (
      existing.metadata.annotations[annotation] !==
      this.manifest.metadata.annotations?.[annotation]
    );
  }

  private result(
    outcome: CreateClusterResult['outcome'],
    warnings: string[],
  ): CreateClusterResult {
    return { outcome, manifest: stringify(this.manifest), warnings };
  }
}

function isConflict(error: unknown): boolean {
  return isError(error) && error.name === 'ConflictError';
}
