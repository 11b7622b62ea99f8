import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  ClusterKey,
  ClusterView,
  MysqlHaApi,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  clusterEntity,
  clusterEntityRef,
  EntityOptions,
} from './clusterEntity';

/** Keeps one entity for each cluster: wholly now and then, one by one as they change. */
export class ClusterEntityProvider implements EntityProvider {
  static create(options: {
    api: Pick<MysqlHaApi, 'listClusters' | 'getCluster'>;
    entities: EntityOptions;
    logger: LoggerService;
  }): ClusterEntityProvider {
    return new ClusterEntityProvider(
      options.api,
      options.entities,
      options.logger,
    );
  }

  private connection?: EntityProviderConnection;
  private failure?: string;

  private constructor(
    private readonly api: Pick<MysqlHaApi, 'listClusters' | 'getCluster'>,
    private readonly entities: EntityOptions,
    private readonly logger: LoggerService,
  ) {}

  getProviderName(): string {
    return 'mysql-ha-clusters';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
  }

  /** Makes the catalog hold exactly the clusters that there are. Without an answer it keeps what it has. */
  async refreshAll(): Promise<void> {
    if (!this.connection) return;
    let clusters: ClusterView[];
    try {
      clusters = await this.api.listClusters();
    } catch (error) {
      this.sayOnce(toError(error).message);
      return;
    }
    this.failure = undefined;
    await this.connection.applyMutation({
      type: 'full',
      entities: clusters.map(cluster => this.deferred(cluster)),
    });
  }

  /** Brings the entity of one cluster up to date. */
  async refreshOne(key: ClusterKey): Promise<void> {
    if (!this.connection) return;
    try {
      const cluster = await this.api.getCluster(key);
      await this.connection.applyMutation({
        type: 'delta',
        added: [this.deferred(cluster)],
        removed: [],
      });
    } catch (error) {
      if (!isNotFound(error)) {
        // The next refresh of all catches up.
        this.sayOnce(toError(error).message);
        return;
      }
      await this.connection.applyMutation({
        type: 'delta',
        added: [],
        removed: [
          {
            entityRef: clusterEntityRef(key),
            locationKey: this.getProviderName(),
          },
        ],
      });
    }
  }

  private deferred(cluster: ClusterView): DeferredEntity {
    return {
      entity: clusterEntity(cluster, this.entities),
      locationKey: this.getProviderName(),
    };
  }

  private sayOnce(failure: string): void {
    if (failure === this.failure) return;
    this.failure = failure;
    this.logger.warn(
      `Catalog entities of MySQL clusters stay as they are: ${failure}`,
    );
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof MysqlHaApiError && error.status === 404;
}
