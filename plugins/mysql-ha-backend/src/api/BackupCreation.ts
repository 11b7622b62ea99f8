import { ConflictError, InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  backupSpecSchema,
  createBackupSchema,
  CreateBackupResult,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
  MySQLCluster,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { beginning } from '../backup/backup/beginning';
import { goesBefore } from '../backup/backup/goesBefore';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { isGoing } from './backupViews';
import { createOnce } from './createOnce';

/**
 * One request to make a backup, carried out so that it may be repeated. What the engine would refuse is refused here by its
 * own rules, before there is a MySQLBackup that can only fail; what it would wait for is a warning.
 */
export class BackupCreation {
  private readonly manifest: KubernetesObject;

  /** @throws InputError when nobody says where the backup goes; ConflictError when the cluster is being deleted */
  constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly cluster: MySQLCluster,
    private readonly wanted: z.output<typeof createBackupSchema>,
    options: {
      /** What the request said of the spec: defaults are left to the API server. */
      readonly said: object;
      readonly requestedBy: string;
    },
  ) {
    const { name, namespace, deletionTimestamp } = cluster.metadata;
    if (deletionTimestamp) {
      throw new ConflictError(
        `MySQL cluster ${namespace}/${name} is being deleted, so no backup of it can be made any more: restore an older one into a new cluster.`,
      );
    }
    const locationName =
      wanted.spec.locationName ?? cluster.spec.backup?.locationName;
    if (!locationName) {
      throw new InputError(
        `Nobody says where the backup goes: set spec.locationName to a MySQLBackupLocation of namespace ${namespace}, or name one in spec.backup of cluster ${name}.`,
      );
    }
    this.manifest = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLBackup',
      metadata: {
        name: wanted.name,
        namespace,
        annotations: { [REQUESTED_BY_ANNOTATION]: options.requestedBy },
      },
      spec: { clusterName: name, ...options.said, locationName },
    };
  }

  /**
   * Creates the backup, or finds it as asked for.
   * @throws ConflictError when it exists and differs; InputError for what is not carried out
   */
  run(): Promise<CreateBackupResult> {
    return createOnce({
      kubernetes: this.kubernetes,
      manifest: this.manifest,
      dryRun: this.wanted.dryRun,
      schema: mysqlBackupSchema,
      spec: backupSpecSchema.parse(this.manifest.spec),
      isGoing,
      advice:
        'A backup is made once and never changed: choose another name for this one.',
      check: () => this.check(),
    });
  }

  /** @returns what has to be waited for */
  private check(): string[] {
    const backup = mysqlBackupSchema.parse({
      ...this.manifest,
      // It has no identity yet; the rules ask for its names alone.
      metadata: { ...this.manifest.metadata, uid: '-', resourceVersion: '-' },
    });
    const { namespace } = backup.metadata;
    const found = beginning(backup, {
      cluster: this.cluster,
      location: mysqlBackupLocationSchema.safeParse(
        this.kubernetes.getWatched(
          'MySQLBackupLocation',
          namespace,
          backup.spec.locationName,
        ),
      ).data,
      other: goesBefore(this.kubernetes, backup),
      // What is missing now does not come with the same request, as it may with kubectl.
      ageMs: Infinity,
    });
    if ('refusal' in found) throw new InputError(found.refusal);
    return 'waitFor' in found ? [found.waitFor] : [];
  }
}
