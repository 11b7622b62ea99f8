import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { KubeConfig } from '@kubernetes/client-node';
import { Clock, systemClock } from '../../clock';
import {
  CachingKubernetes,
  CachingKubernetesOptions,
} from '../CachingKubernetes';
import { keyOf, parseKubernetesObject } from '../kubernetesObject';
import { describeKey } from '../resourceKinds';
import {
  KubernetesObject,
  ObjectKey,
  PortForwardStream,
  WatchedKind,
} from '../types';
import { ApiConnection, ApiRequest } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { listObjects } from './listObjects';
import { followLog } from './followLog';
import { loadKubeConfig } from './loadKubeConfig';
import { openPortForward } from './openPortForward';
import { parseJson } from './parseJson';
import { Reachability } from './Reachability';
import { RealKubernetesOptions } from './RealKubernetesOptions';
import { collectionPath, objectPath } from './resourcePath';
import { Watches } from './Watches';

/** Everyone's name for what this operator writes (managedFields). */
const FIELD_MANAGER = 'mysql-ha';

const PROBE_TIMEOUT_MS = 2000;

/** The adapter on a real API server. */
export class RealKubernetes extends CachingKubernetes {
  private readonly connection: ApiConnection;
  private readonly reachability: Reachability;
  private readonly watches: Watches;
  private readonly stopped = new AbortController();

  /**
   * Sets the adapter up; nothing is asked of the API server before `start`.
   * @throws InputError when no kubeconfig is found or it can't be used
   */
  static create(options: RealKubernetesOptions): RealKubernetes {
    const { clock = systemClock, random = Math.random } = options;
    return new RealKubernetes(
      loadKubeConfig(options.kubeconfig, options.env ?? process.env),
      clock,
      {
        logger: options.logger,
        namespaces: options.namespaces,
        leaseNamespace: options.leaseNamespace ?? 'mysql-ha',
        // A process takes a Lease that carries its own name at once, so no two may ever share one.
        identity: `${options.identity ?? hostname()}_${randomUUID()}`,
        clock,
        random,
      },
    );
  }

  private constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly clock: Clock,
    options: CachingKubernetesOptions & {
      readonly namespaces?: readonly string[];
    },
  ) {
    super(options);
    this.connection = new ApiConnection(kubeConfig, answered =>
      answered ? this.reachability.succeeded() : this.reachability.failed(),
    );
    this.watches = new Watches({ ...options, connection: this.connection });
    this.reachability = new Reachability({
      clock,
      signal: this.stopped.signal,
      probe: () =>
        this.connection.request({
          method: 'GET',
          path: '/version',
          timeoutMs: PROBE_TIMEOUT_MS,
        }),
      onRecovered: () => this.watches.hurry(),
    });
  }

  start(): Promise<void> {
    return this.watches.fill(this.cache);
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.stopped.abort();
    this.watches.stop();
    this.connection.close();
  }

  isReachable(): boolean {
    return this.reachability.isReachable();
  }

  hasListed(kind: WatchedKind): boolean {
    return this.watches.hasListed(kind);
  }

  async read(
    key: ObjectKey,
    options: { timeoutMs?: number } = {},
  ): Promise<KubernetesObject | undefined> {
    const { statusCode, body } = await this.connection.request({
      method: 'GET',
      path: objectPath(key),
      ...options,
    });
    if (statusCode === 200) return parseKubernetesObject(body);
    const failure = parseFailure(statusCode, body);
    // A 404 that names no object means that the kind is not there.
    if (statusCode === 404 && failure.objectName) return undefined;
    throw apiError(`reading ${describeKey(key)}`, failure);
  }

  async list(key: Omit<ObjectKey, 'name'>, labelSelector?: string) {
    const listed = await listObjects(this.connection, key, { labelSelector });
    return listed.objects;
  }

  apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; fieldManager?: string } = {},
  ): Promise<KubernetesObject> {
    return this.write('applying', keyOf(object), {
      method: 'PATCH',
      path: objectPath(keyOf(object)),
      query: {
        fieldManager: options.fieldManager ?? FIELD_MANAGER,
        force: 'true',
        dryRun: options.dryRun ? 'All' : undefined,
      },
      // JSON is YAML.
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  create(
    object: KubernetesObject,
    options: { dryRun?: boolean; timeoutMs?: number } = {},
  ): Promise<KubernetesObject> {
    const key = keyOf(object);
    return this.write('creating', key, {
      method: 'POST',
      path: collectionPath(key),
      query: {
        fieldManager: FIELD_MANAGER,
        dryRun: options.dryRun ? 'All' : undefined,
      },
      body: object,
      timeoutMs: options.timeoutMs,
    });
  }

  mergePatch(
    key: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
    options: { subresource?: 'status'; timeoutMs?: number } = {},
  ): Promise<KubernetesObject> {
    return this.write('patching', key, {
      method: 'PATCH',
      path: objectPath(key, options.subresource),
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/merge-patch+json',
      body: patch,
      timeoutMs: options.timeoutMs,
    });
  }

  async delete(
    key: ObjectKey,
    options: {
      propagation?: 'Background' | 'Foreground' | 'Orphan';
      uid?: string;
      gracePeriodSeconds?: number;
    } = {},
  ): Promise<void> {
    const { statusCode, body } = await this.connection.request({
      method: 'DELETE',
      path: objectPath(key),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: options.propagation ?? 'Background',
        gracePeriodSeconds: options.gracePeriodSeconds,
        preconditions: options.uid ? { uid: options.uid } : undefined,
      },
    });
    if (statusCode < 300) return;
    const failure = parseFailure(statusCode, body);
    if (statusCode === 404 && failure.objectName) return;
    // The one that was meant is gone; the one that is there is its successor.
    if (statusCode === 409 && options.uid) return;
    throw apiError(`deleting ${describeKey(key)}`, failure);
  }

  portForward(
    namespace: string,
    pod: string,
    port: number,
  ): Promise<PortForwardStream> {
    return openPortForward(
      this.kubeConfig,
      { namespace, pod, port },
      this.clock,
    );
  }

  async readLog(
    { namespace, name }: { namespace: string; name: string },
    container: string,
    lines: number,
  ): Promise<readonly string[]> {
    const key = { apiVersion: 'v1', kind: 'Pod', namespace, name };
    const { statusCode, text } = await this.connection.requestText({
      method: 'GET',
      path: objectPath(key, 'log'),
      query: { container, tailLines: String(lines) },
    });
    if (statusCode === 200) return text.split('\n').filter(Boolean);
    // 400: it has not begun. 404: it is gone.
    if (statusCode === 400 || statusCode === 404) return [];
    throw apiError(
      `reading the log of ${describeKey(key)}`,
      parseFailure(statusCode, parseJson(text)),
    );
  }

  followLog(
    pod: { namespace: string; name: string },
    container: string,
    options: { lines: number; signal: AbortSignal },
  ): AsyncIterable<string> {
    return followLog(this.connection, pod, container, options);
  }

  protected replaceStatus(object: KubernetesObject): Promise<KubernetesObject> {
    const key = keyOf(object);
    return this.write('writing the status of', key, {
      method: 'PUT',
      path: objectPath(key, 'status'),
      query: { fieldManager: FIELD_MANAGER },
      body: object,
    });
  }

  protected watchObject(
    key: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void {
    return this.watches.watchObject(key, listener);
  }

  private async write(
    doing: string,
    key: ObjectKey,
    request: ApiRequest,
  ): Promise<KubernetesObject> {
    const { statusCode, body } = await this.connection.request(request);
    if (statusCode < 300) return parseKubernetesObject(body);
    throw apiError(
      `${doing} ${describeKey(key)}`,
      parseFailure(statusCode, body),
    );
  }
}
