import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { systemClock } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/clock';
import { Engine } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/engine';
import { KubernetesObject } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes';
import {
  InMemoryApiServer,
  InMemoryKubernetes,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/memory';
import { Mysql2Adapter } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import {
  POD_FINGERPRINT_ANNOTATION,
  StatefulSet,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources';
import { z } from 'zod';
import { clusterNumbered, instanceOf, INSTANCES, NAMESPACE } from './instances';
import { fromBench, monotonicMs, tellBench } from './messages';

// The engine under measurement, with the real clock and real connections, on an API server in memory.

const statusSchema = z.object({
  phase: z.string().optional(),
  primary: z.string().optional(),
  fence: z.unknown().optional(),
});
const SILENT = {
  error: (message: string) => {
    process.stderr.write(`${message}\n`);
  },
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

const server = new InMemoryApiServer(systemClock);
const kubernetes = new InMemoryKubernetes({ server, clock: systemClock });
const delays = monitorEventLoopDelay({ resolution: 5 });
const healthy = new Set<string>();
let watched: { name: string; primary: string; detectedAt?: number } | undefined;

/** Plays StatefulSet controller and kubelet: pods that run from the first moment on. */
function makePods(set: StatefulSet): void {
  const cluster = clusterNumbered(Number(set.metadata.name.slice(2)));
  const fingerprint =
    set.spec.template.metadata.annotations[POD_FINGERPRINT_ANNOTATION];
  for (let ordinal = 0; ordinal < INSTANCES; ordinal++) {
    const { name, address } = instanceOf(cluster, ordinal);
    const key = { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name };
    if (server.read(key)) continue;
    server.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: NAMESPACE,
        labels: { [CLUSTER_LABEL]: cluster.name },
        annotations: { [POD_FINGERPRINT_ANNOTATION]: fingerprint },
      },
      spec: { nodeName: `node-${ordinal}`, containers: [] },
      status: {
        phase: 'Running',
        podIP: address,
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'mysql', ready: true, state: {} }],
      },
    });
  }
}

function onCluster(object: KubernetesObject): void {
  const { name } = object.metadata;
  const status = statusSchema.parse(object.status ?? {});
  if (status.phase === 'Healthy' && !healthy.has(name)) {
    healthy.add(name);
    tellBench({ type: 'healthy', count: healthy.size });
  }
  if (watched?.name !== name) return;
  if (status.fence) watched.detectedAt ??= monotonicMs();
  if (status.primary !== watched.primary) {
    const promotedAt = monotonicMs();
    tellBench({
      type: 'failedOver',
      detectedAt: watched.detectedAt ?? promotedAt,
      promotedAt,
    });
    watched = undefined;
  }
}

function watch(name: string): void {
  const cluster = server.read({
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    namespace: NAMESPACE,
    name,
  });
  const { primary = '' } = statusSchema.parse(cluster?.status ?? {});
  watched = { name, primary };
  tellBench({ type: 'watched', primary });
}

function tellUsage(): void {
  const { user, system } = process.cpuUsage();
  tellBench({
    type: 'usage',
    cpuSeconds: (user + system) / 1e6,
    rssMiB: process.memoryUsage().rss / 1024 ** 2,
    delayP50: delays.percentile(50) / 1e6,
    delayP99: delays.percentile(99) / 1e6,
    delayMax: delays.max / 1e6,
  });
  delays.reset();
}

async function main(clusters: number): Promise<void> {
  server.subscribe(({ type, object }) => {
    if (type === 'deleted') return;
    if (object.kind === 'MySQLCluster') onCluster(object);
    if (object.kind === 'StatefulSet') {
      // The API server in memory stores what the engine applied, which is one.
      queueMicrotask(() => makePods(object as unknown as StatefulSet));
    }
  });
  // It keeps every request for tests to look at.
  setInterval(() => {
    kubernetes.requests.length = 0;
  }, 1_000);
  await kubernetes.start();
  const engine = Engine.create({
    kubernetes,
    mysql: new Mysql2Adapter({
      kubernetes,
      clock: systemClock,
      connection: 'direct',
    }),
    logger: SILENT,
    options: { supervisorImage: 'supervisor' },
  });
  await engine.start();
  delays.enable();
  process.on('message', message => {
    const order = fromBench.parse(message);
    if (order.type === 'watch') watch(order.cluster);
    if (order.type === 'count') tellUsage();
  });
  for (let number = 0; number < clusters; number++) {
    server.put({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLCluster',
      metadata: {
        name: clusterNumbered(number).name,
        namespace: NAMESPACE,
        generation: 1,
      },
      spec: { instances: INSTANCES, failover: { minSecondsBetween: 0 } },
    });
    // As they come in life: not all within one moment.
    await systemClock.sleep(20);
  }
  tellBench({ type: 'ready' });
}

main(Number(process.argv[2])).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
