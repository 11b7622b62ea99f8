import {
  BackupScheduleView,
  BackupsView,
  ClusterEvents,
  ClusterKey,
  ClusterView,
  clusterSpecSchema,
  ConnectionDetails,
  CreateBackup,
  CreateBackupResult,
  CreateBackupScheduleResult,
  CreateClusterResult,
  CreateOperation,
  createOperationSchema,
  CreateRestore,
  CreateRestoreResult,
  DeleteBackup,
  LagHistory,
  MysqlHaApi,
  MysqlHaApiError,
  NewestTransaction,
  OperationView,
  operationViewSchema,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { CannedBackupStore, cannedTransaction } from './backups';
import { carriedOut } from './carriedOut';

const MINUTE = 60_000;
const STEP = 5_000;

/** The HTTP API over clusters in memory. Changes of the spec are kept; nothing acts on them. */
export class CannedMysqlHaApi implements MysqlHaApi {
  private clusters: ReadonlyMap<string, ClusterView>;
  private readonly operations = new Map<string, readonly OperationView[]>();
  private readonly store = new CannedBackupStore();

  constructor(clusters: readonly ClusterView[]) {
    this.clusters = new Map(clusters.map(each => [keyOf(each), each]));
  }

  /** Replaces a cluster, as if the engine had reported something new. */
  show(cluster: ClusterView) {
    this.clusters = new Map(this.clusters).set(keyOf(cluster), cluster);
  }

  /** Replaces what a cluster has of backups. */
  showBackups(key: ClusterKey, view: BackupsView) {
    this.store.show(key, view);
  }

  async listClusters() {
    return [...this.clusters.values()];
  }

  async getCluster(key: ClusterKey) {
    const cluster = this.clusters.get(keyOf(key));
    if (!cluster) {
      throw new MysqlHaApiError(
        404,
        `There is no MySQLCluster ${key.name} in the namespace ${key.namespace}.`,
      );
    }
    return cluster;
  }

  async createCluster(): Promise<CreateClusterResult> {
    throw new MysqlHaApiError(501, 'Clusters are created from a template.');
  }

  async patchCluster(key: ClusterKey, spec: Record<string, unknown>) {
    const cluster = await this.getCluster(key);
    const changed = {
      ...cluster,
      generation: cluster.generation + 1,
      spec: clusterSpecSchema.parse({ ...cluster.spec, ...spec }),
    };
    this.show(changed);
    return changed;
  }

  async deleteCluster(key: ClusterKey, confirm: string) {
    const cluster = await this.getCluster(key);
    if (confirm !== cluster.name) {
      throw new MysqlHaApiError(
        400,
        `confirm must be the cluster’s name: type ${cluster.name}.`,
      );
    }
    this.show({ ...cluster, deleting: true });
  }

  async getLag(key: ClusterKey): Promise<LagHistory> {
    const { status } = await this.getCluster(key);
    const replicas = (status.instances ?? []).filter(each => each.source);
    const end = Math.floor(Date.now() / STEP) * STEP;
    const samples = [];
    for (let at = end - 60 * MINUTE; at <= end; at += STEP) {
      // Between 9 and 7 minutes ago nobody looked.
      if (end - at < 7 * MINUTE || end - at > 9 * MINUTE) {
        samples.push({
          at: new Date(at).toISOString(),
          lagSeconds: Object.fromEntries(
            replicas.map((each, index) => [
              each.name,
              wave(at, index, each.lagSeconds ?? 0),
            ]),
          ),
        });
      }
    }
    return { samples };
  }

  async getEvents(key: ClusterKey): Promise<ClusterEvents> {
    const { name, status } = await this.getCluster(key);
    const at = (seconds: number) =>
      new Date(Date.now() - seconds * 1_000).toISOString();
    if (!status.phase) return { items: [] };
    return {
      items: [
        {
          at: at(42),
          type: 'Normal',
          reason: 'Healthy',
          message: 'All instances work and replicate.',
          object: `MySQLCluster/${name}`,
          count: 1,
        },
        {
          at: at(95),
          type: 'Normal',
          reason: 'MemberAdded',
          message: `${name}-2 holds all transactions and counts for a commit from now on.`,
          object: `MySQLCluster/${name}`,
          count: 1,
        },
        {
          at: at(130),
          type: 'Warning',
          reason: 'Unhealthy',
          message: 'Readiness probe failed: mysqld does not answer yet.',
          object: `Pod/${name}-2`,
          count: 4,
        },
      ],
    };
  }

  async getConnection(key: ClusterKey): Promise<ConnectionDetails> {
    const { name, namespace } = await this.getCluster(key);
    return {
      host: `${name}-primary.${namespace}.svc`,
      replicasHost: `${name}-replicas.${namespace}.svc`,
      port: 3306,
      database: name,
      username: name,
      secretName: `${name}-app`,
    };
  }

  async listOperations(key: ClusterKey): Promise<OperationView[]> {
    await this.getCluster(key);
    return (this.operations.get(keyOf(key)) ?? []).map(each =>
      carriedOut(each, Date.now()),
    );
  }

  async getOperation(
    key: ClusterKey,
    operation: string,
  ): Promise<OperationView> {
    const found = (await this.listOperations(key)).find(
      ({ name }) => name === operation,
    );
    if (!found) {
      throw new MysqlHaApiError(
        404,
        `There is no MySQLOperation ${operation}.`,
      );
    }
    return found;
  }

  async createOperation(
    key: ClusterKey,
    body: CreateOperation,
  ): Promise<OperationView> {
    await this.getCluster(key);
    const before = this.operations.get(keyOf(key)) ?? [];
    const operation = operationViewSchema.parse({
      ...createOperationSchema.parse(body),
      name: `${key.name}-${before.length + 1}`,
      namespace: key.namespace,
      clusterName: key.name,
      createdAt: new Date().toISOString(),
      requestedBy: 'user:default/guest',
    });
    this.operations.set(keyOf(key), [operation, ...before]);
    return operation;
  }

  async listBackupSchedules(): Promise<BackupScheduleView[]> {
    return [];
  }

  async createBackupSchedule(): Promise<CreateBackupScheduleResult> {
    throw new MysqlHaApiError(503, 'Nothing is backed up here.');
  }

  async getBackups(key: ClusterKey): Promise<BackupsView> {
    await this.getCluster(key);
    return this.store.read(key);
  }

  async getNewestTransaction(
    key: ClusterKey,
    until: string,
  ): Promise<NewestTransaction> {
    await this.getCluster(key);
    return cannedTransaction(until);
  }

  async createBackup(
    key: ClusterKey,
    body: CreateBackup,
  ): Promise<CreateBackupResult> {
    return this.store.createBackup(key, body);
  }

  async verifyBackup(key: ClusterKey, backup: string): Promise<void> {
    this.store.verifyBackup(key, backup);
  }

  async deleteBackup(
    key: ClusterKey,
    backup: string,
    body: DeleteBackup,
  ): Promise<void> {
    this.store.deleteBackup(key, backup, body);
  }

  async createRestore(body: CreateRestore): Promise<CreateRestoreResult> {
    return this.store.createRestore(body);
  }

  async getRestore(key: ClusterKey): Promise<RestoreView> {
    return this.store.getRestore(key);
  }
}

function keyOf({ namespace, name }: ClusterKey): string {
  return `${namespace}/${name}`;
}

/** A lag that looks alive, with gaps of its own for every third replica. */
function wave(at: number, index: number, base: number): number | null {
  const minute = Math.floor(at / MINUTE);
  if (index % 3 === 2 && minute % 11 === 4) return null;
  const beat = Math.abs(Math.sin(at / (40_000 + 9_000 * index)));
  return Math.round((base * (0.6 + 0.6 * beat) + 0.3 * beat) * 100) / 100;
}
