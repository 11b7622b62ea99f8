import { z } from 'zod';
import {
  backupScheduleListSchema,
  BackupScheduleView,
  CreateBackupSchedule,
  CreateBackupScheduleResult,
  createBackupScheduleResultSchema,
} from './backupSchedules';
import {
  BackupsView,
  backupsViewSchema,
  CreateBackup,
  CreateBackupResult,
  createBackupResultSchema,
  DeleteBackup,
} from './backups';
import {
  NewestTransaction,
  newestTransactionSchema,
} from './newestTransaction';
import {
  CreateRestore,
  CreateRestoreResult,
  createRestoreResultSchema,
  RestoreView,
  restoreViewSchema,
} from './restores';
import {
  clusterEventsSchema,
  clusterListSchema,
  ClusterEvents,
  ClusterView,
  clusterViewSchema,
  ConnectionDetails,
  connectionSchema,
  CreateCluster,
  CreateClusterResult,
  createClusterResultSchema,
  CreateOperation,
  LagHistory,
  lagHistorySchema,
  operationListSchema,
  OperationView,
  operationViewSchema,
} from './types';

/** Which cluster a call is about. @public */
export interface ClusterKey {
  /** Kubernetes namespace. */
  readonly namespace: string;
  /** `metadata.name` of the MySQLCluster. */
  readonly name: string;
}

/** The HTTP API, as the cards, the scaffolder actions and the catalog use it. @public */
export interface MysqlHaApi {
  /** The clusters that the caller may see, by namespace and name. */
  listClusters(): Promise<ClusterView[]>;
  /** One cluster. */
  getCluster(key: ClusterKey): Promise<ClusterView>;
  /** Creates a cluster, finds it as wanted, or with `dryRun` only checks. */
  createCluster(body: CreateCluster): Promise<CreateClusterResult>;
  /** Changes fields of `spec` by a JSON merge patch. */
  patchCluster(
    key: ClusterKey,
    spec: Record<string, unknown>,
  ): Promise<ClusterView>;
  /** Deletes a cluster; `confirm` is its name, as a person typed it. */
  deleteCluster(key: ClusterKey, confirm: string): Promise<void>;
  /** Replication lag of up to an hour, oldest first. */
  getLag(key: ClusterKey): Promise<LagHistory>;
  /** Kubernetes events of the cluster and its objects, newest first. */
  getEvents(key: ClusterKey): Promise<ClusterEvents>;
  /** Where and as whom to connect, and the name of the Secret with the password. */
  getConnection(key: ClusterKey): Promise<ConnectionDetails>;
  /** The operations of a cluster that are kept, newest first. */
  listOperations(key: ClusterKey): Promise<OperationView[]>;
  /** One operation, by its name. */
  getOperation(key: ClusterKey, operation: string): Promise<OperationView>;
  /** Asks for an operation; it is done as soon as those before it have ended, and `dryRun` only plans it. */
  createOperation(
    key: ClusterKey,
    body: CreateOperation,
  ): Promise<OperationView>;
  /** Backups, schedules, restores and locations of a cluster, and what can be recovered. */
  getBackups(key: ClusterKey): Promise<BackupsView>;
  /** The newest transaction that a restore to this moment (RFC 3339) would contain, by the archive of the binary log. */
  getNewestTransaction(
    key: ClusterKey,
    until: string,
  ): Promise<NewestTransaction>;
  /** Asks for a backup, finds it as asked for, or with `dryRun` only checks. */
  createBackup(
    key: ClusterKey,
    body: CreateBackup,
  ): Promise<CreateBackupResult>;
  /** Has a backup restored into a throw-away instance as soon as possible; its `status.verification` says how it goes. */
  verifyBackup(key: ClusterKey, backup: string): Promise<void>;
  /** Deletes a backup; with its data that takes a while, and its message says how far it is. */
  deleteBackup(
    key: ClusterKey,
    backup: string,
    body: DeleteBackup,
  ): Promise<void>;
  /** The schedules by which backups of a cluster are made, by name. */
  listBackupSchedules(key: ClusterKey): Promise<BackupScheduleView[]>;
  /** Creates a schedule, finds it as wanted, or with `dryRun` only checks. */
  createBackupSchedule(
    key: ClusterKey,
    body: CreateBackupSchedule,
  ): Promise<CreateBackupScheduleResult>;
  /** Asks for a restore, finds it as asked for, or with `dryRun` only checks. */
  createRestore(body: CreateRestore): Promise<CreateRestoreResult>;
  /** One restore and how it goes; `key` is of the MySQLRestore, not of a cluster. */
  getRestore(key: ClusterKey): Promise<RestoreView>;
}

/** An answer of the API other than success; `status` is the HTTP code. @public */
export class MysqlHaApiError extends Error {
  constructor(
    /** The HTTP code. */
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'MysqlHaApiError';
  }
}

const failureSchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * Calls the HTTP API over any `fetch`. Answers are validated.
 * @throws {@link MysqlHaApiError} with the server's own sentence
 * @public
 */
export class MysqlHaClient implements MysqlHaApi {
  constructor(
    private readonly options: {
      /** Base URL of the plugin, e.g. from the discovery service. */
      baseUrl: () => Promise<string>;
      fetch: (
        url: string,
        init?: {
          method?: string;
          headers?: Record<string, string>;
          body?: string;
        },
      ) => Promise<{ ok: boolean; status: number; text(): Promise<string> }>;
    },
  ) {}

  /** {@inheritDoc MysqlHaApi.listClusters} */
  async listClusters(): Promise<ClusterView[]> {
    return (await this.call('GET', '/clusters', clusterListSchema)).items;
  }

  /** {@inheritDoc MysqlHaApi.getCluster} */
  getCluster(key: ClusterKey): Promise<ClusterView> {
    return this.call('GET', path(key), clusterViewSchema);
  }

  /** {@inheritDoc MysqlHaApi.createCluster} */
  createCluster(body: CreateCluster): Promise<CreateClusterResult> {
    return this.call('POST', '/clusters', createClusterResultSchema, body);
  }

  /** {@inheritDoc MysqlHaApi.patchCluster} */
  patchCluster(
    key: ClusterKey,
    spec: Record<string, unknown>,
  ): Promise<ClusterView> {
    return this.call('PATCH', path(key), clusterViewSchema, { spec });
  }

  /** {@inheritDoc MysqlHaApi.deleteCluster} */
  async deleteCluster(key: ClusterKey, confirm: string): Promise<void> {
    await this.call('DELETE', path(key), z.unknown(), { confirm });
  }

  /** {@inheritDoc MysqlHaApi.getLag} */
  getLag(key: ClusterKey): Promise<LagHistory> {
    return this.call('GET', `${path(key)}/lag`, lagHistorySchema);
  }

  /** {@inheritDoc MysqlHaApi.getEvents} */
  getEvents(key: ClusterKey): Promise<ClusterEvents> {
    return this.call('GET', `${path(key)}/events`, clusterEventsSchema);
  }

  /** {@inheritDoc MysqlHaApi.getConnection} */
  getConnection(key: ClusterKey): Promise<ConnectionDetails> {
    return this.call('GET', `${path(key)}/connection`, connectionSchema);
  }

  /** {@inheritDoc MysqlHaApi.listOperations} */
  async listOperations(key: ClusterKey): Promise<OperationView[]> {
    const route = `${path(key)}/operations`;
    return (await this.call('GET', route, operationListSchema)).items;
  }

  /** {@inheritDoc MysqlHaApi.getOperation} */
  getOperation(key: ClusterKey, operation: string): Promise<OperationView> {
    const route = `${path(key)}/operations/${encodeURIComponent(operation)}`;
    return this.call('GET', route, operationViewSchema);
  }

  /** {@inheritDoc MysqlHaApi.createOperation} */
  createOperation(
    key: ClusterKey,
    body: CreateOperation,
  ): Promise<OperationView> {
    const route = `${path(key)}/operations`;
    return this.call('POST', route, operationViewSchema, body);
  }

  /** {@inheritDoc MysqlHaApi.getBackups} */
  getBackups(key: ClusterKey): Promise<BackupsView> {
    return this.call('GET', `${path(key)}/backups`, backupsViewSchema);
  }

  /** {@inheritDoc MysqlHaApi.getNewestTransaction} */
  getNewestTransaction(
    key: ClusterKey,
    until: string,
  ): Promise<NewestTransaction> {
    const query = new URLSearchParams({ until });
    return this.call(
      'GET',
      `${path(key)}/newest-transaction?${query}`,
      newestTransactionSchema,
    );
  }

  /** {@inheritDoc MysqlHaApi.createBackup} */
  createBackup(
    key: ClusterKey,
    body: CreateBackup,
  ): Promise<CreateBackupResult> {
    const route = `${path(key)}/backups`;
    return this.call('POST', route, createBackupResultSchema, body);
  }

  /** {@inheritDoc MysqlHaApi.verifyBackup} */
  async verifyBackup(key: ClusterKey, backup: string): Promise<void> {
    const name = encodeURIComponent(backup);
    const route = `${path(key)}/backups/${name}/verification`;
    await this.call('POST', route, z.unknown());
  }

  /** {@inheritDoc MysqlHaApi.deleteBackup} */
  async deleteBackup(
    key: ClusterKey,
    backup: string,
    body: DeleteBackup,
  ): Promise<void> {
    const route = `${path(key)}/backups/${encodeURIComponent(backup)}`;
    await this.call('DELETE', route, z.unknown(), body);
  }

  /** {@inheritDoc MysqlHaApi.listBackupSchedules} */
  async listBackupSchedules(key: ClusterKey): Promise<BackupScheduleView[]> {
    const route = `${path(key)}/backup-schedules`;
    return (await this.call('GET', route, backupScheduleListSchema)).items;
  }

  /** {@inheritDoc MysqlHaApi.createBackupSchedule} */
  createBackupSchedule(
    key: ClusterKey,
    body: CreateBackupSchedule,
  ): Promise<CreateBackupScheduleResult> {
    const route = `${path(key)}/backup-schedules`;
    return this.call('POST', route, createBackupScheduleResultSchema, body);
  }

  /** {@inheritDoc MysqlHaApi.createRestore} */
  createRestore(body: CreateRestore): Promise<CreateRestoreResult> {
    return this.call('POST', '/restores', createRestoreResultSchema, body);
  }

  /** {@inheritDoc MysqlHaApi.getRestore} */
  getRestore({ namespace, name }: ClusterKey): Promise<RestoreView> {
    const [space, restore] = [namespace, name].map(encodeURIComponent);
    return this.call('GET', `/restores/${space}/${restore}`, restoreViewSchema);
  }

  private async call<T>(
    method: string,
    route: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<T> {
    const url = `${await this.options.baseUrl()}/v1${route}`;
    const response = await this.options.fetch(url, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new MysqlHaApiError(
        response.status,
        failureMessage(text, response.status),
      );
    }
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  }
}

function path(key: ClusterKey): string {
  return `/clusters/${encodeURIComponent(key.namespace)}/${encodeURIComponent(
    key.name,
  )}`;
}

function failureMessage(text: string, status: number): string {
  try {
    const failure = failureSchema.safeParse(JSON.parse(text));
    if (failure.success) return failure.data.error.message;
  } catch {
    // Not JSON: a proxy between us and the backend may answer in its own words.
  }
  return `The MySQL plugin answered with HTTP ${status}.`;
}
