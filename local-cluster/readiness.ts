import { ask } from './apiServer.ts';
import type { Instance } from './instance.ts';
import { isAlive } from './liveness.ts';
import type { Machine } from './machines/machine.ts';
import { machineDirectory } from './machines/machine.ts';
import { waitFor } from './waitFor.ts';

/** Waits until the API server takes requests. */
export async function apiServerIsReady(
  instance: Instance,
  controlPlane: Machine,
): Promise<void> {
  const logs = `${machineDirectory(instance, controlPlane.name)}/log`;
  await waitFor(
    async () => {
      if (!isAlive(controlPlane))
        throw new Error(`The control plane ended; see ${logs}/machine.log`);
      return (await ask(instance, '/readyz')) === 'ok';
    },
    {
      what: 'the API server',
      timeoutMs: 120_000,
      intervalMs: 100,
      explain: () => `see ${logs}/apiserver.log`,
    },
  );
}

/**
 * Waits until each of the nodes takes pods. Their kubelets are asked too, as Kubernetes goes on calling a node ready for
 * most of a minute after it was switched off.
 */
export async function nodesAreReady(
  instance: Instance,
  names: readonly string[],
): Promise<void> {
  await waitFor(
    async () => {
      const [ready, ...kubelets] = await Promise.all([
        readyNodes(instance),
        ...names.map(name =>
          ask(instance, `/api/v1/nodes/${name}/proxy/healthz`),
        ),
      ]);
      return (
        names.every(name => ready.has(name)) &&
        kubelets.every(answer => answer === 'ok')
      );
    },
    {
      what: `the nodes ${names.join(', ')}`,
      timeoutMs: 180_000,
      intervalMs: 200,
      explain: () =>
        `see ${instance.directory}/machines/node-*/log/kubelet.log`,
    },
  );
}

/** The names of the nodes that Kubernetes calls ready. */
export async function readyNodes(instance: Instance): Promise<Set<string>> {
  const nodes = await list(instance, '/api/v1/nodes');
  return new Set(
    nodes
      .filter(node =>
        node.status?.conditions?.some(
          ({ type, status }) => type === 'Ready' && status === 'True',
        ),
      )
      .map(node => node.metadata.name),
  );
}

/** Waits until the name server on each node answers, asked as a pod would reach it. */
export async function dnsAnswers(
  instance: Instance,
  nodes: readonly string[],
): Promise<void> {
  await waitFor(
    async () => {
      const pods = await list(
        instance,
        '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns',
      );
      const answers = await Promise.all(
        pods.map(async pod =>
          (await isReady(pod.status?.podIP)) ? pod.spec?.nodeName : undefined,
        ),
      );
      return nodes.every(name => answers.includes(name));
    },
    {
      what: 'the name servers of all nodes',
      timeoutMs: 120_000,
      intervalMs: 200,
      explain: () => 'see "npm run kubectl -- -n kube-system get pods -o wide"',
    },
  );
}

/** What is read here of nodes and pods. */
interface Listed {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly podIP?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
    }[];
  };
}

async function list(
  instance: Instance,
  path: string,
): Promise<readonly Listed[]> {
  const answer = await ask(instance, path);
  // The API server keeps to its schema: the fields above have had these types since v1.
  const { items }: { items: Listed[] } = JSON.parse(answer ?? '{"items":[]}');
  return items;
}

async function isReady(ip: string | undefined): Promise<boolean> {
  if (!ip) return false;
  try {
    return (
      await fetch(`http://${ip}:8181/ready`, {
        signal: AbortSignal.timeout(1000),
      })
    ).ok;
  } catch {
    return false;
  }
}
