import { InMemoryMySql, MySqlWorld, VirtualClock } from '../mysql/inMemory';
import { PodView } from '../observe';
import { instanceName, instanceOrdinal } from '../resources';
import { SimulatedApiServer } from './kubernetes';
import { KEY } from './names';
import { Passwords } from './Passwords';

/** How long a kubelet takes to start a pod, and to end one, in milliseconds. */
const START_MS = 300;
const END_MS = 200;

/** The nth pod that is made. */
export function newPod(nth: number, name: string, now: number): PodView {
  return {
    uid: `pod-${nth}`,
    ip: `10.0.0.${nth}`,
    node: `node-${name}`,
    deleting: false,
    ready: true,
    terminated: false,
    outdated: false,
    createdAt: new Date(now).toISOString(),
  };
}

/** What plays StatefulSet controller and kubelets: pods are made, end, and are made anew at another address. */
export class Pods {
  private made: number;
  /** Without power, or otherwise held down by a fault. */
  private readonly down = new Set<string>();
  private readonly pending = new Set<string>();

  constructor(
    private readonly options: {
      readonly world: MySqlWorld;
      readonly api: SimulatedApiServer;
      readonly clock: VirtualClock;
      readonly passwords: Passwords | undefined;
      /** Makes a server with a volume that is new. */
      readonly addServer: (name: string) => void;
    },
  ) {
    this.made = options.api.state.pods.size;
    options.api.subscribe(() => this.reconcile());
  }

  /** Keeps a mysqld down, whatever would start it. */
  holdDown(name: string): void {
    this.down.add(name);
  }

  /** It may run again, and does if it has a pod. */
  letUp(name: string): void {
    const { api, world } = this.options;
    this.down.delete(name);
    const pod = api.state.pods.get(name);
    const server = world.server(name);
    if (pod?.ip && !pod.deleting && !server.stopped) world.boot(server);
  }

  delete(name: string): void {
    const { api } = this.options;
    const pod = api.state.pods.get(name);
    if (pod) api.putPod(name, { ...pod, deleting: true });
  }

  /** What is due when something changed. */
  reconcile(): void {
    const { state } = this.options.api;
    const { status, spec } = state.cluster;
    const ordinals = [
      ...(status.synchronous?.members ?? []),
      ...(status.primary ? [status.primary] : []),
    ].map(name => instanceOrdinal(KEY, name) ?? 0);
    const replicas = Math.max(spec.instances, ...ordinals.map(o => o + 1));
    for (const [name, pod] of state.pods) {
      if (pod.deleting) this.soon(`end ${name}`, END_MS, () => this.end(name));
      else if ((instanceOrdinal(KEY, name) ?? 0) >= replicas) {
        this.soon(`delete ${name}`, 0, () => this.delete(name));
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
    const { api, world, clock, passwords, addServer } = this.options;
    if (api.state.pods.has(name)) return;
    if (world.has(name)) {
      const server = world.server(name);
      server.stopped = false;
      passwords?.mount(server);
      if (!this.down.has(name)) world.boot(server);
    } else {
      addServer(name);
      passwords?.begin(world.server(name));
    }
    this.made += 1;
    api.putPod(name, newPod(this.made, name, clock.now()));
  }

  /** A kubelet that hears nothing from the API server goes on running the pod. */
  private end(name: string): void {
    const { api, world } = this.options;
    const pod = api.state.pods.get(name);
    if (!pod?.deleting) return;
    if (!world.network.connects(name, 'kubernetes')) return;
    const kubelet = new InMemoryMySql(world, 'kubelet').supervisor({
      namespace: KEY.namespace,
      pod: name,
      podIp: pod.ip ?? '',
      port: 3306,
    });
    void kubelet
      .stop({ reason: 'its pod is deleted' })
      .then(() => api.putPod(name, undefined));
  }

  private soon(what: string, ms: number, action: () => void): void {
    if (this.pending.has(what)) return;
    this.pending.add(what);
    this.options.clock.after(ms, () => {
      this.pending.delete(what);
      action();
    });
  }
}
