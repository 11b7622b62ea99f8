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

/** Waits until each of the nodes takes pods. */
export async function nodesAreReady(
  instance: Instance,
  names: readonly string[],
): Promise<void> {
  await waitFor(
    async () => {
      const ready = await readyNodes(instance);
      return names.every(name => ready.has(name));
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

/** Waits until so many pods with a label are ready. */
export async function podsAreReady(
  instance: Instance,
  namespace: string,
  selector: string,
  count: number,
): Promise<void> {
  const template =
    '{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  await waitFor(
    async () => {
      const answer = await ask(instance, [
        '-n',
        namespace,
        'get',
        'pods',
        '-l',
        selector,
        '-o',
        `jsonpath=${template}`,
      ]);
      return (answer?.match(/^True$/gm) ?? []).length >= count;
    },
    {
      what: `${count} pods ${selector} in ${namespace}`,
      timeoutMs: 120_000,
      intervalMs: 300,
      explain: async () =>
        (await ask(instance, ['-n', namespace, 'get', 'pods', '-o', 'wide'])) ??
        '',
    },
  );
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
