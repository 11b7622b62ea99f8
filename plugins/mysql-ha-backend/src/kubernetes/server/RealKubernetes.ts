import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { LoggerService } from '@backstage/backend-plugin-api';
import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubeConfig } from '@kubernetes/client-node';
import { Clock, systemClock } from '../../clock';
import { CachingKubernetes } from '../CachingKubernetes';
import { keyOf, parseKubernetesObject } from '../kubernetesObject';
import { describeKey, watchedKinds } from '../resourceKinds';
import { KubernetesObject, ObjectKey, PortForwardStream } from '../types';
import { ApiConnection, ApiRequest } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { listObjects, ListSelection } from './listObjects';
import { loadKubeConfig } from './loadKubeConfig';
import { openPortForward } from './openPortForward';
import { Reachability } from './Reachability';
import { Reflector, ReflectorTarget } from './Reflector';
import { collectionPath, objectPath } from './resourcePath';

/** Everyone's name for what this operator writes (managedFields). */
const FIELD_MANAGER = 'mysql-ha';

/** How {@link RealKubernetes} is set up. */
export interface RealKubernetesOptions {
  readonly logger: Pick<LoggerService, 'error' | 'warn' | 'info' | 'debug'>;
  /** Path of a kubeconfig; left out: KUBECONFIG, the pod's service account, `~/.kube/config`, in this order. */
  readonly kubeconfig?: string;
  /** Namespaces to watch; left out: all. */
  readonly namespaces?: readonly string[];
  /** Namespace of the Leases. */
  readonly leaseNamespace?: string;
  /** Names this process among all operators; left out: the host's name and something random. */
  readonly identity?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The adapter on a real API server. */
export class RealKubernetes extends CachingKubernetes {
  private readonly connection: ApiConnection;
  private readonly reachability: Reachability;
  private readonly stopped = new AbortController();
  private readonly reflectors = new Set<Reflector>();

  /**
   * Sets the adapter up; nothing is asked of the API server before `start`.
   * @throws InputError when no kubeconfig is found or it can't be used
   */
  static create(options: RealKubernetesOptions): RealKubernetes {
    return new RealKubernetes(
      loadKubeConfig(options.kubeconfig, options.env ?? process.env),
      {
        ...options,
        clock: options.clock ?? systemClock,
        random: options.random ?? Math.random,
        identity: options.identity ?? `${hostname()}_${randomUUID()}`,
        leaseNamespace: options.leaseNamespace ?? 'mysql-ha',
      },
    );
  }

  private constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly options: RealKubernetesOptions & {
      readonly clock: Clock;
      readonly random: () => number;
      readonly identity: string;
      readonly leaseNamespace: string;
    },
  ) {
    super(options);
    this.connection = new ApiConnection(kubeConfig, answered =>
      answered ? this.reachability.succeeded() : this.reachability.failed(),
    );
    this.reachability = new Reachability({
      clock: options.clock,
      signal: this.stopped.signal,
      probe: () =>
        this.connection.request({
          method: 'GET',
          path: '/version',
          timeoutMs: 2000,
        }),
      onRecovered: () => this.reflectors.forEach(each => each.hurry()),
    });
  }

  async start(): Promise<void> {
    const namespaces = this.options.namespaces ?? [undefined];
    const started = namespaces.flatMap(namespace =>
      watchedKinds().map(({ kind, apiVersion }) =>
        this.reflect(
          { kind, apiVersion, namespace },
          kind === 'MySQLCluster' ? {} : { labelSelector: CLUSTER_LABEL },
          {
            replace: objects => this.cache.replace(kind, namespace, objects),
            set: object => this.cache.set(kind, object),
            remove: object => this.cache.remove(kind, object),
          },
        ).start(),
      ),
    );
    await Promise.all(started);
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.stopped.abort();
    for (const reflector of this.reflectors) reflector.stop();
    this.connection.close();
  }

  isReachable(): boolean {
    return this.reachability.isReachable();
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
      this.options.clock,
    );
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
    { name, ...key }: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void {
    const reflector = this.reflect(
      key,
      { fieldSelector: `metadata.name=${name}` },
      {
        replace: ([object]) => listener(object),
        set: listener,
        remove: () => listener(undefined),
      },
    );
    void reflector.start();
    return () => {
      reflector.stop();
      this.reflectors.delete(reflector);
    };
  }

  private reflect(
    key: Omit<ObjectKey, 'name'>,
    selection: ListSelection,
    target: ReflectorTarget,
  ): Reflector {
    const { connection } = this;
    const reflector = new Reflector({
      ...this.options,
      connection,
      key,
      selection,
      target,
    });
    this.reflectors.add(reflector);
    return reflector;
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
