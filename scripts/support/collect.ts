import type { Kubectl } from '../kubernetes/Kubectl.ts';
import { at } from '../sample/PortalClient.ts';
import { Redaction } from './redact.ts';

/** What goes into the archive: contents by path. */
export type Collected = ReadonlyMap<string, string>;

/** Of each log so many lines, the newest. */
const logLines = 5_000;
const operatorNamespace = 'mysql-ha';
const label = 'mysqlha.dev/cluster';

/** Kinds of objects that belong to a cluster, by its label. */
const labelled = [
  'statefulset',
  'pod',
  'persistentvolumeclaim',
  'service',
  'endpointslice',
  'configmap',
  'poddisruptionbudget',
  'job',
  'cronjob',
];
/** Kinds of this project in the namespace. Those that are not installed are missing, and said to be. */
const ours = [
  'mysqloperations.mysqlha.dev',
  'mysqlbackups.mysqlha.dev',
  'mysqlbackupschedules.mysqlha.dev',
  'mysqlbackuplocations.mysqlha.dev',
  'mysqlrestores.mysqlha.dev',
];

/**
 * Gathers all that can be read about a cluster.
 *
 * @param secrets - those of its namespace; of its own the keys are told and no value
 */
export async function collect(
  kubectl: Kubectl,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  secrets: readonly unknown[],
): Promise<Collected> {
  const files = new Map<string, string>();
  const missing: string[] = [];
  const within = ['--namespace', namespace];
  const attempt = async (what: string, args: readonly string[]) => {
    try {
      return await kubectl.run(args);
    } catch (failure) {
      missing.push(`${what}: ${String(failure).trim()}`);
      return undefined;
    }
  };
  const keep = async (path: string, args: readonly string[]) => {
    const text = await attempt(path, args);
    if (text !== undefined && text.trim() !== '') files.set(path, text);
    return text;
  };
  const json = ['--output', 'json'];

  files.set(
    'objects/secrets.json',
    text(secrets.filter(secret => isOf(secret, name)).map(Redaction.secret)),
  );

  await keep('cluster.json', [...within, 'get', 'mysqlcluster', name, ...json]);
  await keep('cluster.txt', [...within, 'describe', 'mysqlcluster', name]);
  for (const kind of labelled) {
    await keep(`objects/${kind}s.json`, [
      ...[...within, 'get', kind, ...json],
      `--selector=${label}=${name}`,
    ]);
  }
  for (const kind of ours) {
    await keep(`objects/${kind.split('.')[0]}.json`, [
      ...[...within, 'get', kind, ...json],
    ]);
  }
  await keep('objects/persistentvolumes.txt', ['get', 'pv', '--output=wide']);
  await keep('objects/storageclasses.json', ['get', 'storageclass', ...json]);
  await keep('objects/nodes.txt', ['get', 'nodes', '--output=wide']);
  await keep('events.txt', [
    ...[...within, 'get', 'events', '--sort-by=.lastTimestamp'],
    '--output=wide',
  ]);
  await keep('leases.json', [
    ...['--namespace', operatorNamespace, 'get', 'leases', ...json],
  ]);
  await keepLogs(namespace, `${label}=${name}`);
  await keepLogs(operatorNamespace, 'app.kubernetes.io/name=mysql-ha-operator');

  if (missing.length > 0) files.set('missing.txt', `${missing.join('\n')}\n`);
  return files;

  async function keepLogs(where: string, selector: string): Promise<void> {
    const pods = items(
      (await attempt(`pods in ${where}`, [
        ...['--namespace', where, 'get', 'pods', ...json],
        `--selector=${selector}`,
      ])) ?? '{}',
    );
    for (const pod of pods) {
      const podName = String(at(at(pod, 'metadata'), 'name'));
      for (const previous of [false, true]) {
        await keep(`logs/${podName}${previous ? '.previous' : ''}.log`, [
          ...['--namespace', where, 'logs', podName, '--all-containers'],
          ...['--prefix', '--timestamps', `--tail=${logLines}`],
          ...(previous ? ['--previous'] : []),
        ]);
      }
    }
  }
}

/**
 * The Secrets of a namespace: what must not be told. Without them nothing may be.
 *
 * @throws Error when they can't be read
 */
export async function secretsOf(
  kubectl: Kubectl,
  namespace: string,
): Promise<readonly unknown[]> {
  return items(
    await kubectl.run([
      ...['--namespace', namespace, 'get', 'secrets', '--output', 'json'],
    ]),
  );
}

function isOf(secret: unknown, name: string): boolean {
  const labels = at(at(secret, 'metadata'), 'labels');
  return at(labels, label) === name;
}

function items(list: string): readonly unknown[] {
  const found = at(JSON.parse(list), 'items');
  return Array.isArray(found) ? found : [];
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
