import { ServiceUnavailableError } from '@backstage/errors';
import {
  MySQLCluster,
  ROLE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import {
  KubernetesAdapter,
  KubernetesObject,
  LeaseHandle,
  ObjectKey,
  PortForwardStream,
  WatchedKind,
  WatchEvent,
} from '../../kubernetes';
import { Leases } from '../../kubernetes/lease';
import { Network, VirtualClock } from '../../mysql/inMemory';
import { OperatorProcess } from '../time';
import { ApiState, SimulatedApiServer } from './SimulatedApiServer';

/** What a request waits for before it is given up, in milliseconds. */
const TIMEOUT_MS = 5_000;
/** The API server counts as unreachable after so long a silence, in milliseconds. */
const SILENT_MS = 3_000;

const labelsSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()) }),
});

const SILENT = { warn: () => {} };

/** What one operator sees and asks of the simulated API server, over a network that may be cut either way. */
export class SimulatedKubernetes implements KubernetesAdapter {
  private seen: ApiState;
  private readonly roles = new Map<string, string>();
  private readonly leases: Leases;

  constructor(
    private readonly options: {
      readonly server: SimulatedApiServer;
      readonly network: Network;
      readonly clock: VirtualClock;
      readonly process: OperatorProcess;
      /** Milliseconds that a request takes. */
      readonly latencyMs: () => number;
      readonly random: () => number;
      /** What is applied in the place of an object. */
      readonly applied: (object: KubernetesObject) => KubernetesObject;
    },
  ) {
    const { server, process, random } = options;
    this.seen = server.state;
    this.leases = new Leases({
      api: {
        read: (_, { timeoutMs }) =>
          this.request(() => server.lease.read(), timeoutMs),
        create: (object, { timeoutMs }) =>
          this.request(() => server.lease.create(object), timeoutMs),
        mergePatch: (_, patch, { timeoutMs }) =>
          this.request(() => server.lease.patch(patch), timeoutMs),
        watchObject: (_, listener) =>
          server.lease.watch(lease => {
            if (this.hears() && process.isRunning) listener(lease);
          }),
      },
      clock: process,
      random,
      logger: SILENT,
      namespace: 'mysql-ha',
      identity: process.name,
    });
  }

  /** What the watches told last. */
  view(): ApiState {
    if (this.hears()) this.seen = this.options.server.state;
    return this.seen;
  }

  isReachable(): boolean {
    const { network, process } = this.options;
    const since = network.cutSince(process.name, 'kubernetes');
    return since === undefined || this.options.clock.now() - since < SILENT_MS;
  }

  onChange(_: (event: WatchEvent) => void): () => void {
    return () => undefined;
  }

  listClusters(): readonly MySQLCluster[] {
    return [this.view().cluster];
  }

  invalidClusters() {
    return [];
  }

  getCluster(): MySQLCluster | undefined {
    return this.view().cluster;
  }

  readCluster(): Promise<MySQLCluster | undefined> {
    return this.request(() => this.options.server.state.cluster);
  }

  writeClusterStatus(cluster: MySQLCluster): Promise<MySQLCluster> {
    return this.request(() => this.options.server.replaceStatus(cluster));
  }

  listOwned(kind: WatchedKind): readonly KubernetesObject[] {
    return kind === 'MySQLOperation'
      ? [...this.view().operations.values()]
      : [];
  }

  getWatched(
    kind: WatchedKind,
    _: string,
    name: string,
  ): KubernetesObject | undefined {
    const { slices, pods, operations, secrets } = this.view();
    if (kind === 'MySQLOperation') return operations.get(name);
    if (kind === 'Secret') return secrets.get(name);
    if (kind === 'EndpointSlice') return slices.get(name);
    const pod = kind === 'Pod' ? pods.get(name) : undefined;
    return (
      pod && {
        apiVersion: 'v1',
        kind,
        metadata: {
          name,
          uid: pod.uid,
          labels: { [ROLE_LABEL]: this.roles.get(name) ?? '' },
        },
      }
    );
  }

  async apply(object: KubernetesObject): Promise<KubernetesObject> {
    const { server, applied } = this.options;
    const wanted = applied(object);
    return this.request(() =>
      wanted.kind === 'Secret'
        ? server.applySecret(wanted)
        : server.applySlice(wanted),
    );
  }

  delete(key: ObjectKey, { uid }: { uid?: string } = {}): Promise<void> {
    return this.request(() => {
      const { server } = this.options;
      const pod = server.state.pods.get(key.name);
      if (!pod || pod.deleting || (uid && pod.uid !== uid)) return;
      server.putPod(key.name, { ...pod, deleting: true });
    });
  }

  acquireLease(
    name: string,
    options: { onLost: () => void; signal: AbortSignal },
  ): Promise<LeaseHandle> {
    return this.leases.acquire(name, options);
  }

  async start(): Promise<void> {}

  stop(): Promise<void> {
    return this.leases.close();
  }

  recordEvent(): void {}

  read({ kind, name }: ObjectKey): Promise<KubernetesObject | undefined> {
    return this.request(() => {
      const { slices, operations, secrets } = this.options.server.state;
      if (kind === 'Secret') return secrets.get(name);
      return (kind === 'EndpointSlice' ? slices : operations).get(name);
    });
  }

  list(): Promise<readonly KubernetesObject[]> {
    return notModelled();
  }

  create(object: KubernetesObject): Promise<KubernetesObject> {
    return this.request(() => this.options.server.createSlice(object));
  }

  /** A pod's role is for people to read, so it costs the simulation nothing. */
  async mergePatch(
    { name, apiVersion, kind }: ObjectKey,
    patch: Readonly<Record<string, unknown>>,
  ): Promise<KubernetesObject> {
    if (kind === 'MySQLOperation') {
      return this.request(() =>
        this.options.server.patchOperation(name, patch),
      );
    }
    const { labels } = labelsSchema.parse(patch).metadata;
    this.roles.set(name, labels[ROLE_LABEL]);
    return { apiVersion, kind, metadata: { name, labels } };
  }

  listEvents(): Promise<readonly []> {
    return notModelled();
  }

  portForward(): Promise<PortForwardStream> {
    return notModelled();
  }

  private hears(): boolean {
    const { network, process } = this.options;
    return network.connects(process.name, 'kubernetes');
  }

  /** A request whose answer is lost was carried out nevertheless. */
  private async request<T>(
    carryOut: () => T,
    timeoutMs = TIMEOUT_MS,
  ): Promise<T> {
    const { clock, network, process, latencyMs } = this.options;
    const { name } = process;
    await clock.sleep(latencyMs());
    await process.running();
    const arrives = network.reaches(name, 'kubernetes');
    try {
      if (arrives) {
        const answer = carryOut();
        if (network.reaches('kubernetes', name)) return answer;
      }
    } finally {
      await clock.sleep(latencyMs());
      await process.running();
    }
    await process.sleep(timeoutMs);
    throw new ServiceUnavailableError('the API server does not answer');
  }
}

function notModelled(): Promise<never> {
  return Promise.reject(new Error('the simulator does not model this'));
}
