import { clusterSpecSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  InMemoryMySql,
  MySqlWorld,
  Server,
  VirtualClock,
} from '../mysql/inMemory';
import { PodView } from '../observe';
import { instanceName, instanceOrdinal } from '../resources';
import { SimulatedApiServer } from './kubernetes';
import { KEY } from './names';
import { ENDPOINTS } from './operator/displayed';
import { Plant } from './operator';
import { Outside } from './Outside';
import { sourceWhenHealthy, specRelay } from './relays';
import { Schedule } from './schedule';

/** How long a kubelet takes to start a pod, and to end one, in milliseconds. */
const START_MS = 300;
const END_MS = 200;

/** How many transactions an asynchronous cluster may lose in a failover, as far as its operator knows. */
export const MOST_LOST = 3;

/** A cluster that was healthy when the simulation began: its mysqlds, its pods, and what plays StatefulSet and kubelet. */
export class SimulatedCluster {
  readonly world: MySqlWorld;
  readonly api: SimulatedApiServer;
  /** What it follows, or followed. */
  readonly outside?: Outside;
  /** Uids of pods that were made from an older template. */
  readonly outdated = new Set<string>();
  private pods = 0;
  /** Without power, or otherwise held down by a fault. */
  private readonly down = new Set<string>();
  private readonly pending = new Set<string>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly schedule: Schedule,
    plant: Plant,
  ) {
    this.world = new MySqlWorld(clock, plant.timings, plant.behaviour);
    const names = range(schedule.instances).map(i => instanceName(KEY, i));
    names.forEach(name => this.addServer(name));
    const [primary, ...replicas] = names;
    const { promised, relays = [] } = schedule;
    const relay = specRelay(relays);
    const sourceOf = (name: string) =>
      sourceWhenHealthy(relay, name, primary, names);
    const members = names.filter(name => sourceOf(name) === primary);
    const isAlone = promised !== 'Async' && !schedule.follows;
    const waitFor = isAlone ? Math.floor(members.length / 2) : 0;
    if (schedule.follows) {
      this.outside = new Outside(this.world);
      this.outside.isFollowedBy(this.world.server(primary));
      for (const name of replicas) {
        const { host } = this.world.server(primary);
        this.outside.isFollowedBy(this.world.server(name), host);
      }
    } else {
      this.beginWith(primary);
      this.world.formCluster({ primary, replicas, waitFor });
    }
    names
      .filter(name => !members.includes(name))
      .forEach(name => this.putBelow(name, sourceOf(name)));
    names.forEach(name => this.setPace(name));
    this.api = new SimulatedApiServer({
      cluster: {
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLCluster',
        metadata: {
          ...KEY,
          uid: 'cluster',
          resourceVersion: '1',
          generation: 1,
          labels: {},
          annotations: {},
        },
        spec: clusterSpecSchema.parse({
          instances: schedule.instances,
          topology: promised === 'Async' ? 'Async' : 'SemiSync',
          relay,
          externalSource: this.outside && {
            host: this.outside.host,
            secretRef: { name: 'outside-login' },
          },
          durability: promised === 'Preferred' ? 'Preferred' : 'Required',
          storage: { size: '1Gi' },
          failover: {
            minSecondsBetween: schedule.minSecondsBetween,
            maxTransactionsBehind: promised === 'Async' ? MOST_LOST : null,
          },
        }),
        status: {
          phase: 'Healthy',
          primary,
          term: 1,
          synchronous: { members, waitFor, term: 1 },
          // Shown from the first time that it took writes.
          endpoints: this.outside ? undefined : ENDPOINTS,
        },
      },
      pods: new Map(names.map(name => [name, this.newPod(name)])),
      slices: new Map(),
      operations: new Map(),
    });
    this.api.subscribe(() => this.reconcile());
  }

  get status() {
    return this.api.state.cluster.status;
  }

  /** It receives from a MySQL outside, and takes no writes. */
  get isFollowing(): boolean {
    return Boolean(this.api.state.cluster.spec.externalSource);
  }

  /** The servers that ever were. */
  servers(): readonly Server[] {
    return this.outside
      ? this.world.all().filter(({ namespace }) => namespace === KEY.namespace)
      : this.world.all();
  }

  /** Keeps a mysqld down, whatever would start it. */
  holdDown(name: string): void {
    this.down.add(name);
  }

  /** It may run again, and does if it has a pod. */
  letUp(name: string): void {
    this.down.delete(name);
    const pod = this.api.state.pods.get(name);
    const server = this.world.server(name);
    if (pod?.ip && !pod.deleting && !server.stopped) this.world.boot(server);
  }

  deletePod(name: string): void {
    const pod = this.api.state.pods.get(name);
    if (pod) this.api.putPod(name, { ...pod, deleting: true });
  }

  /** What StatefulSet controller and kubelets do when something changed. */
  reconcile(): void {
    const { state } = this.api;
    const { status, spec } = state.cluster;
    const ordinals = [
      ...(status.synchronous?.members ?? []),
      ...(status.primary ? [status.primary] : []),
    ].map(name => instanceOrdinal(KEY, name) ?? 0);
    const replicas = Math.max(spec.instances, ...ordinals.map(o => o + 1));
    for (const [name, pod] of state.pods) {
      if (pod.deleting) this.soon(`end ${name}`, END_MS, () => this.end(name));
      else if ((instanceOrdinal(KEY, name) ?? 0) >= replicas) {
        this.soon(`delete ${name}`, 0, () => this.deletePod(name));
      }
    }
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const name = instanceName(KEY, ordinal);
      if (!state.pods.has(name)) {
        this.soon(`start ${name}`, START_MS, () => this.start(name));
      }
    }
  }

  private start(name: string): void {
    if (this.api.state.pods.has(name)) return;
    if (this.world.has(name)) {
      const server = this.world.server(name);
      server.stopped = false;
      if (!this.down.has(name)) this.world.boot(server);
    } else {
      this.addServer(name);
      this.setPace(name);
    }
    this.api.putPod(name, this.newPod(name));
  }

  /** A kubelet that hears nothing from the API server goes on running the pod. */
  private end(name: string): void {
    const pod = this.api.state.pods.get(name);
    if (!pod?.deleting) return;
    if (!this.world.network.connects(name, 'kubernetes')) return;
    const kubelet = new InMemoryMySql(this.world, 'kubelet').supervisor({
      namespace: KEY.namespace,
      pod: name,
      podIp: pod.ip ?? '',
      port: 3306,
    });
    void kubelet
      .stop({ reason: 'its pod is deleted' })
      .then(() => this.api.putPod(name, undefined));
  }

  private soon(what: string, ms: number, action: () => void): void {
    if (this.pending.has(what)) return;
    this.pending.add(what);
    this.clock.after(ms, () => {
      this.pending.delete(what);
      action();
    });
  }

  private addServer(name: string): void {
    this.world.addServer({ name });
  }

  private setPace(name: string): void {
    const { paces } = this.schedule;
    const ordinal = instanceOrdinal(KEY, name) ?? 0;
    this.world.server(name).setPace(paces[ordinal % paces.length]);
  }

  /** What a relay passes on is acknowledged by nobody. */
  private putBelow(name: string, source: string): void {
    const { disk, process } = this.world.server(name);
    if (!disk.channel || !process) return;
    disk.channel = { ...disk.channel, host: this.world.server(source).host };
    process.receiver.stop();
    process.semiSyncReplicaEnabled = false;
    process.receiver.start();
    this.world.settle();
  }

  /** What the engine wrote first: its schema and its term. */
  private beginWith(primary: string): void {
    const { process } = this.world.server(primary);
    const session = { ordinary: false, acknowledged() {}, cut() {} };
    process?.commit({ kind: 'schema' }, session, this.clock.now());
    process?.commit(
      { kind: 'term', term: 1, primaryUuid: process.disk.uuid },
      session,
      this.clock.now(),
    );
  }

  private newPod(name: string): PodView {
    this.pods += 1;
    return {
      uid: `pod-${this.pods}`,
      ip: `10.0.0.${this.pods}`,
      node: `node-${name}`,
      deleting: false,
      ready: true,
      terminated: false,
      outdated: false,
      createdAt: new Date(this.clock.now()).toISOString(),
    };
  }
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
