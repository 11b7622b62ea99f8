import { z } from 'zod';
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
  LagHistory,
  lagHistorySchema,
} from './types';

/** Which cluster a call is about. @public */
export interface ClusterKey {
  readonly namespace: string;
  readonly name: string;
}

/** The HTTP API, as the cards, the scaffolder actions and the catalog use it. @public */
export interface MysqlHaApi {
  listClusters(): Promise<ClusterView[]>;
  getCluster(key: ClusterKey): Promise<ClusterView>;
  createCluster(body: CreateCluster): Promise<CreateClusterResult>;
  patchCluster(
    key: ClusterKey,
    spec: Record<string, unknown>,
  ): Promise<ClusterView>;
  deleteCluster(key: ClusterKey, confirm: string): Promise<void>;
  getLag(key: ClusterKey): Promise<LagHistory>;
  getEvents(key: ClusterKey): Promise<ClusterEvents>;
  getConnection(key: ClusterKey): Promise<ConnectionDetails>;
}

/** An answer of the API other than success; `status` is the HTTP code. @public */
export class MysqlHaApiError extends Error {
  constructor(readonly status: number, message: string) {
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

  async listClusters() {
    return (await this.call('GET', '/clusters', clusterListSchema)).items;
  }

  getCluster(key: ClusterKey) {
    return this.call('GET', path(key), clusterViewSchema);
  }

  createCluster(body: CreateCluster) {
    return this.call('POST', '/clusters', createClusterResultSchema, body);
  }

  patchCluster(key: ClusterKey, spec: Record<string, unknown>) {
    return this.call('PATCH', path(key), clusterViewSchema, { spec });
  }

  async deleteCluster(key: ClusterKey, confirm: string) {
    await this.call('DELETE', path(key), z.unknown(), { confirm });
  }

  getLag(key: ClusterKey) {
    return this.call('GET', `${path(key)}/lag`, lagHistorySchema);
  }

  getEvents(key: ClusterKey) {
    return this.call('GET', `${path(key)}/events`, clusterEventsSchema);
  }

  getConnection(key: ClusterKey) {
    return this.call('GET', `${path(key)}/connection`, connectionSchema);
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
