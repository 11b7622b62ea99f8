import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

/** What a cluster could leave behind on a machine, each kind as lines that can be compared. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

/**
 * What there is on this machine now of processes, mounts, namespaces, links, routes, cgroups, iptables rules and loop
 * devices.
 *
 * @param isOurs - picks what may belong to the cluster in question: other programs come and go meanwhile
 */
export async function snapshot(
  isOurs: (line: string) => boolean,
): Promise<Snapshot> {
  const lines = async (command: string, ...args: string[]) =>
    (await run(command, args)).split('\n');
  const kinds: Record<string, string[]> = {
    processes: (await lines('ps', '-eo', 'args')).filter(
      line => !line.startsWith('ps '),
    ),
    mounts: readFileSync('/proc/mounts', 'utf8').split('\n'),
    'network namespaces': existsSync('/run/netns')
      ? readdirSync('/run/netns')
      : [],
    links: await lines('ip', '-oneline', 'link'),
    routes: await lines('ip', 'route', 'show', 'table', 'all'),
    cgroups: cgroups('/sys/fs/cgroup', 3),
    'iptables rules': (await lines('iptables-save')).filter(line =>
      line.startsWith('-'),
    ),
    'loop devices': await lines(
      'losetup',
      '--list',
      '--noheadings',
      '--output',
      'BACK-FILE',
    ),
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, found]) => [
      kind,
      found.filter(line => line !== '' && isOurs(line)).sort(),
    ]),
  );
}

function cgroups(path: string, depth: number): string[] {
  if (depth === 0) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(path, entry.name))
    .flatMap(child => [child, ...cgroups(child, depth - 1)]);
}
