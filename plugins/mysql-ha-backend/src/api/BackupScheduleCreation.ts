import { InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  createBackupScheduleSchema,
  CreateBackupScheduleResult,
  mysqlBackupScheduleSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { Firings } from '../backup';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { createOnce } from './createOnce';

const writtenSchema = mysqlBackupScheduleSchema.pick({ spec: true });

/** One request to create a schedule of backups, carried out so that it may be repeated. */
export class BackupScheduleCreation {
  private readonly manifest: KubernetesObject;
  private readonly firings: Firings;

  /** @throws InputError when the schedule names no moment, or no place for the backups */
  constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly cluster: MySQLCluster,
    private readonly wanted: z.output<typeof createBackupScheduleSchema>,
    /** What the request said of the spec: defaults are left to the API server. */
    said: object,
  ) {
    const { name, namespace } = cluster.metadata;
    const { schedule, timeZone } = wanted.spec;
    this.firings = Firings.of(schedule, timeZone);
    if (!this.location) {
      throw new InputError(
        `Nobody says where the backups go: set spec.backupTemplate.spec.locationName to a MySQLBackupLocation of namespace ${namespace}, or name one in spec.backup of cluster ${name}.`,
      );
    }
    this.manifest = {
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLBackupSchedule',
      metadata: { name: wanted.name, namespace },
      spec: { clusterName: name, ...said },
    };
  }

  /**
   * Creates the schedule, or finds it as wanted.
   * @throws ConflictError when it exists and differs; creating never changes what exists
   */
  async run(): Promise<CreateBackupScheduleResult> {
    const { namespace, name } = this.manifest.metadata;
    const result = await createOnce({
      kubernetes: this.kubernetes,
      manifest: this.manifest,
      dryRun: this.wanted.dryRun,
      schema: mysqlBackupScheduleSchema,
      spec: writtenSchema.parse(this.manifest).spec,
      advice: `Creating never changes what exists: choose another name, or change it with kubectl -n ${namespace} edit mysqlbackupschedule ${name}.`,
      check: () => [],
    });
    return {
      ...result,
      nextScheduleTime: this.wanted.spec.suspend
        ? undefined
        : this.firings.after(new Date())?.toISOString(),
      // Also of one that exists: they are about what is still to come.
      warnings: this.warnings(),
    };
  }

  private get location(): string | undefined {
    return (
      this.wanted.spec.backupTemplate.spec.locationName ??
      this.cluster.spec.backup?.locationName
    );
  }

  private warnings(): string[] {
    const { namespace } = this.cluster.metadata;
    const location = this.location ?? '';
    const { keepLast, maxAge } = this.wanted.spec.retention;
    return [
      ...(this.kubernetes.getWatched('MySQLBackupLocation', namespace, location)
        ? []
        : [
            `MySQLBackupLocation ${namespace}/${location} isn’t there: no backup can be made until it is.`,
          ]),
      ...(keepLast === undefined && maxAge === undefined
        ? [
            'retention is left out, so that every backup is kept: set keepLast or maxAge if the store is not endless.',
          ]
        : []),
    ];
  }
}
