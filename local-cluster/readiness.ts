import type { Instance } from './instance.ts';
import { kubectl } from './kubectl.ts';
import type { Machine } from './machines/machine.ts';
import { machineDirectory } from './machines/machine.ts';
import { isAlive } from './liveness.ts';
import { CommandFailed } from './run.ts';
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
      return (await ask(instance, ['get', '--raw', '/readyz'])) === 'ok';
    },
    {
      what: 'the API server',
      timeoutMs: 120_000,
      intervalMs: 200,
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
          ask(instance, [
            'get',
            '--raw',
            `/api/v1/nodes/${name}/proxy/healthz`,
          ]),
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
      intervalMs: 300,
      explain: () =>
        `see ${instance.directory}/machines/node-*/log/kubelet.log`,
    },
  );
}

/** The names of the nodes that Kubernetes calls ready. */
export async function readyNodes(instance: Instance): Promise<Set<string>> {
  const template =
    '{range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  const answer =
    (await ask(instance, ['get', 'nodes', '-o', `jsonpath=${template}`])) ?? '';
  return new Set(
    answer
      .split('\n')
      .flatMap(line => (line.endsWith(' True') ? [line.slice(0, -5)] : [])),
  );
}

/** Waits until the name server on each node answers, asked as a pod would reach it. */
export async function dnsAnswers(
  instance: Instance,
  nodes: readonly string[],
): Promise<void> {
  const template =
    '{range .items[*]}{.spec.nodeName}{" "}{.status.podIP}{"\\n"}{end}';
  const selector = [
    '-n',
    'kube-system',
    'get',
    'pods',
    '-l',
    'k8s-app=kube-dns',
  ];
  await waitFor(
    async () => {
      const table = await ask(instance, [
        ...selector,
        '-o',
        `jsonpath=${template}`,
      ]);
      const pods = (table ?? '').split('\n').flatMap(line => {
        const [node, ip] = line.split(' ');
        return node && ip ? [{ node, ip }] : [];
      });
      const answers = await Promise.all(
        pods.map(({ ip }) => isReady(`http://${ip}:8181/ready`)),
      );
      return nodes.every(name =>
        pods.some(({ node }, i) => node === name && answers[i]),
      );
    },
    {
      what: 'the name servers of all nodes',
      timeoutMs: 120_000,
      intervalMs: 300,
      explain: async () =>
        (await ask(instance, [...selector, '-o', 'wide'])) ??
        'the API server is silent',
    },
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

async function ask(
  instance: Instance,
  args: readonly string[],
): Promise<string | undefined> {
  try {
    return await kubectl(instance, args);
  } catch (failure) {
    if (failure instanceof CommandFailed) return undefined;
    throw failure;
  }
}
