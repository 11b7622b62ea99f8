import { ConflictError, NotFoundError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { PodView } from '../../observe';
import { assertVersion } from './assertVersion';
import { SimulatedLease } from './SimulatedLease';

/** All that stands in the API server, each object a frozen value. */
export interface ApiState {
  readonly cluster: MySQLCluster;
  readonly pods: ReadonlyMap<string, PodView>;
  /** By name. */
  readonly slices: ReadonlyMap<string, KubernetesObject>;
  /** MySQLOperations, by name. */
  readonly operations: ReadonlyMap<string, KubernetesObject>;
  /** By name. */
  readonly secrets: ReadonlyMap<string, KubernetesObject>;
}

/** The API server, as far as an operator of one cluster asks it: objects, compare-and-swap, and one Lease. */
export class SimulatedApiServer {
  private version = 1;
  readonly lease = new SimulatedLease();
  private readonly listeners = new Set<() => void>();

  constructor(private current: ApiState) {}

  get state(): ApiState {
    return this.current;
  }

  /** Calls back after each change but those of the Lease. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @throws ConflictError when `resourceVersion` is not the newest */
  replaceStatus(cluster: MySQLCluster): MySQLCluster {
    const live = this.current.cluster;
    assertVersion(live.metadata, cluster.metadata);
    const written = { ...live, status: cluster.status };
    return this.putCluster(written);
  }

  /** As kubectl would. */
  changeSpec(change: Partial<MySQLCluster['spec']>): void {
    const { cluster } = this.current;
    this.putCluster({
      ...cluster,
      metadata: {
        ...cluster.metadata,
        generation: cluster.metadata.generation + 1,
      },
      spec: { ...cluster.spec, ...change },
    });
  }

  putPod(name: string, pod: PodView | undefined): void {
    const pods = new Map(this.current.pods);
    if (pod) pods.set(name, pod);
    else pods.delete(name);
    this.change({ pods });
  }

  /** @throws ConflictError when it is there already */
  createSlice(slice: KubernetesObject): KubernetesObject {
    if (this.current.slices.has(slice.metadata.name)) {
      throw new ConflictError(`${slice.metadata.name} is there already`);
    }
    return this.putSlice(slice);
  }

  /** @throws ConflictError when it names another version than the newest */
  applySlice(slice: KubernetesObject): KubernetesObject {
    const live = this.current.slices.get(slice.metadata.name);
    assertVersion(live?.metadata ?? {}, slice.metadata);
    return this.putSlice(slice);
  }

  /** @throws ConflictError when it names another version than the newest */
  applySecret(secret: KubernetesObject): KubernetesObject {
    const live = this.current.secrets.get(secret.metadata.name);
    assertVersion(live?.metadata ?? {}, secret.metadata);
    const written = this.versioned(secret);
    const secrets = new Map(this.current.secrets);
    secrets.set(written.metadata.name, written);
    this.change({ secrets });
    return written;
  }

  /** Asks for a MySQLOperation, as kubectl would. */
  ask(spec: Readonly<Record<string, unknown>>, createdAt: Date): void {
    const { cluster, operations } = this.current;
    const { namespace, name: clusterName, uid } = cluster.metadata;
    const name = `ask-${operations.size + 1}`;
    this.putOperation({
      apiVersion: cluster.apiVersion,
      kind: 'MySQLOperation',
      metadata: {
        name,
        namespace,
        uid: name,
        generation: 1,
        creationTimestamp: createdAt.toISOString(),
        labels: {},
        annotations: {},
        ownerReferences: [
          {
            apiVersion: cluster.apiVersion,
            kind: cluster.kind,
            name: clusterName,
            uid,
          },
        ],
      },
      spec: { clusterName, ...spec },
    });
  }

  /** @throws ConflictError when the patch names another version than the newest */
  patchOperation(
    name: string,
    patch: Readonly<Record<string, unknown>>,
  ): KubernetesObject {
    const live = this.current.operations.get(name);
    if (!live) throw new NotFoundError(`there is no operation ${name}`);
    assertVersion(
      live.metadata,
      isRecord(patch.metadata) ? patch.metadata : {},
    );
    return this.putOperation({ ...live, status: patch.status });
  }

  private putSlice(slice: KubernetesObject): KubernetesObject {
    const written = this.versioned(slice);
    const slices = new Map(this.current.slices);
    slices.set(written.metadata.name, written);
    this.change({ slices });
    return written;
  }

  private putOperation(operation: KubernetesObject): KubernetesObject {
    const written = this.versioned(operation);
    const operations = new Map(this.current.operations);
    operations.set(written.metadata.name, written);
    this.change({ operations });
    return written;
  }

  private putCluster(cluster: MySQLCluster): MySQLCluster {
    const written = this.versioned(cluster);
    this.change({ cluster: written });
    return written;
  }

  private versioned<T extends { readonly metadata: object }>(object: T): T {
    this.version += 1;
    const resourceVersion = String(this.version);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  private change(change: Partial<ApiState>): void {
    this.current = { ...this.current, ...change };
    this.listeners.forEach(listener => listener());
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
