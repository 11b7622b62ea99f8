import { createHash } from 'node:crypto';
import {
  CLUSTER_LABEL,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryApiServer } from '../../kubernetes/memory';
import { MySqlWorld, VirtualClock } from '../../mysql/inMemory';
import {
  POD_FINGERPRINT_ANNOTATION,
  readSecret,
  StatefulSet,
} from '../../resources';

/** Plays the StatefulSet controller and the kubelets of one cluster. */
export class Kubelets {
  /** Volumes outlive pods: a server that comes back has its data. */
  private readonly known = new Set<string>();
  private secretsLateMs?: number;

  constructor(
    private readonly scene: {
      readonly key: ClusterKey;
      readonly clock: VirtualClock;
      readonly world: MySqlWorld;
      readonly server: InMemoryApiServer;
    },
  ) {
    const { key, clock, world, server } = scene;
    server.subscribe(({ type, object }) => {
      if (object.kind === 'StatefulSet' && type !== 'deleted') {
        queueMicrotask(() => this.reconcilePods());
      }
      if (
        object.kind === 'Secret' &&
        object.metadata.name === `${key.name}-system` &&
        this.secretsLateMs !== undefined
      ) {
        void clock.sleep(this.secretsLateMs).then(() => this.bring());
      }
      if (object.kind === 'Pod' && type === 'deleted') {
        world.crash(object.metadata.name, { restart: false });
        queueMicrotask(() => this.reconcilePods());
      }
    });
  }

  /** All servers that ever were. */
  serverNames(): readonly string[] {
    return [...this.known];
  }

  /** From now on the system Secret is brought into the pods, so late. */
  bringSecrets(lateMs: number): void {
    this.secretsLateMs = lateMs;
    this.bring();
  }

  /** A server that starts runs what it has then. */
  private bring(): void {
    const { key, server, world } = this.scene;
    const secret = server.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: key.namespace,
      name: `${key.name}-system`,
    });
    const sql = readSecret(secret)['bootstrap.sql'];
    if (sql === undefined) return;
    const hash = createHash('sha256').update(sql).digest('hex');
    for (const name of this.known) {
      const mysqld = world.server(name);
      const isFirst = mysqld.bootstrap === undefined;
      mysqld.bootstrap = { sql, hash };
      if (isFirst) mysqld.runBootstrap();
    }
  }

  private reconcilePods(): void {
    const { key, server } = this.scene;
    const set = server.read({
      ...key,
      ...{ apiVersion: 'apps/v1', kind: 'StatefulSet' },
    }) as unknown as StatefulSet | undefined;
    if (!set) return;
    for (let ordinal = 0; ordinal < 9; ordinal++) {
      const name = `${key.name}-${ordinal}`;
      const pod = {
        ...{ apiVersion: 'v1', kind: 'Pod' },
        ...{ namespace: key.namespace, name },
      };
      const exists = server.read(pod) !== undefined;
      if (ordinal >= set.spec.replicas && exists) server.delete(pod, {});
      if (ordinal < set.spec.replicas && !exists)
        this.startPod(set, name, ordinal);
    }
  }

  private startPod(set: StatefulSet, name: string, ordinal: number): void {
    const { key, server, world } = this.scene;
    if (this.known.has(name)) {
      world.boot(world.server(name));
    } else {
      this.known.add(name);
      world.addServer({ name });
    }
    const { annotations } = set.spec.template.metadata;
    server.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: key.namespace,
        labels: { [CLUSTER_LABEL]: key.name },
        annotations: {
          [POD_FINGERPRINT_ANNOTATION]: annotations[POD_FINGERPRINT_ANNOTATION],
        },
      },
      spec: { nodeName: `node-${(ordinal % 3) + 1}`, containers: [] },
      status: {
        phase: 'Running',
        podIP: `10.0.0.${ordinal + 1}`,
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'mysql', ready: true, state: {} }],
      },
    });
  }
}
