import { ConflictError, InputError, isError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  createBackupScheduleSchema,
  CreateBackupScheduleResult,
  MySQLBackupSchedule,
  mysqlBackupScheduleSchema,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { stringify } from 'yaml';
import { z } from 'zod';
import { Firings } from '../backup';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { differences } from './differences';
import { inPlainWords } from './inPlainWords';

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
    const { dryRun } = this.wanted;
    const existing = await this.readExisting();
    if (existing) return this.compare(existing);
    try {
      await inPlainWords(this.kubernetes.create(this.manifest, { dryRun }));
    } catch (error) {
      const isTaken = isError(error) && error.name === 'ConflictError';
      const winner = isTaken ? await this.readExisting() : undefined;
      if (winner) return this.compare(winner);
      throw error;
    }
    return this.result(dryRun ? 'valid' : 'created');
  }

  private get location(): string | undefined {
    return (
      this.wanted.spec.backupTemplate.spec.locationName ??
      this.cluster.spec.backup?.locationName
    );
  }

  private async readExisting(): Promise<MySQLBackupSchedule | undefined> {
    const { namespace = '', name } = this.manifest.metadata;
    const { apiVersion, kind } = this.manifest;
    const key = { apiVersion, kind, namespace, name };
    const object = await this.kubernetes.read(key);
    return object && mysqlBackupScheduleSchema.parse(object);
  }

  private compare({ spec }: MySQLBackupSchedule): CreateBackupScheduleResult {
    const { namespace = '', name } = this.manifest.metadata;
    const differing = differences(
      spec,
      writtenSchema.parse(this.manifest).spec,
    );
    if (differing.length > 0) {
      throw new ConflictError(
        `MySQLBackupSchedule ${namespace}/${name} exists already and differs in ${differing.join(
          ', ',
        )}. Creating never changes what exists: choose another name, or change it with kubectl -n ${namespace} edit mysqlbackupschedule ${name}.`,
      );
    }
    return this.result(this.wanted.dryRun ? 'valid' : 'unchanged');
  }

  private result(
    outcome: CreateBackupScheduleResult['outcome'],
  ): CreateBackupScheduleResult {
    return {
      outcome,
      manifest: stringify(this.manifest),
      nextScheduleTime: this.wanted.spec.suspend
        ? undefined
        : this.firings.after(new Date())?.toISOString(),
      warnings: this.warnings(),
    };
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
