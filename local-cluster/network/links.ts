import type { Machine } from '../machines/machine.ts';
import { inNetwork } from '../machines/machine.ts';
import { run, tryRun } from '../run.ts';
import type { Addresses } from './addresses.ts';

/** Runs `ip` commands, one per line, in a machine's network namespace. */
export async function ipIn(
  machine: Machine,
  ...commands: string[]
): Promise<void> {
  await run(...inNetwork(machine, ['ip', '-batch', '-']), {
    input: commands.join('\n'),
  });
}

async function sysctlIn(
  machine: Machine,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const words = Object.entries(settings).map(
    ([key, value]) => `${key}=${value}`,
  );
  await run(...inNetwork(machine, ['sysctl', '-q', '-e', '-w', ...words]));
}

/** The links in a machine's network namespace, with whether each is up. */
export async function linksOf(machine: Machine): Promise<Map<string, boolean>> {
  const table = await run(...inNetwork(machine, ['ip', '-oneline', 'link']));
  return new Map(
    [...table.matchAll(/^\d+: ([^:@]+)\S* <([^>]*)>/gm)].map(
      ([, name = '', flags = '']) => [name, flags.split(',').includes('UP')],
    ),
  );
}

const routerSettings = {
  'net.ipv4.ip_forward': '1',
  'net.ipv4.conf.all.rp_filter': '0',
  'net.ipv4.conf.default.rp_filter': '0',
  // The way from the host to a Service turns round in the control plane; it is no shorter without.
  'net.ipv4.conf.all.send_redirects': '0',
  'net.ipv4.conf.default.send_redirects': '0',
};

/** The cluster's switch, in the control plane's network namespace. */
export async function makeSwitch(
  controlPlane: Machine,
  addresses: Addresses,
  mtu: number,
  nodes: readonly number[],
): Promise<void> {
  if ((await linksOf(controlPlane)).has('cluster')) return;
  await sysctlIn(controlPlane, {
    ...routerSettings,
    // Frames between nodes are no business of the control plane's packet filter.
    'net.bridge.bridge-nf-call-iptables': '0',
  });
  await ipIn(
    controlPlane,
    'link set lo up',
    `link add cluster mtu ${mtu} address ${hardwareAddress(
      addresses.controlPlane,
    )} type bridge`,
    `addr add ${addresses.controlPlane}/24 dev cluster`,
    'link set cluster up',
    `route add default via ${addresses.host}`,
    ...nodes.map(
      number =>
        `route add ${addresses.podsOf(number)} via ${addresses.node(number)}`,
    ),
  );
}

/**
 * Plugs a node into the switch; its port there has the node's name.
 *
 * The port tells whether that was done, not the node's end of the cable: when the control plane was started anew, the
 * kernel may take a while to remove the ends of the cables that led into its old namespace.
 */
export async function connectNode(
  controlPlane: Machine,
  node: Machine,
  number: number,
  addresses: Addresses,
  mtu: number,
  nodes: readonly number[],
): Promise<void> {
  const [ports, own] = await Promise.all([
    linksOf(controlPlane),
    linksOf(node),
  ]);
  if (ports.has(node.name) && own.has('eth0')) {
    if (!ports.get(node.name)) await setCable(controlPlane, node.name, 'up');
    return;
  }
  await tryRun(...inNetwork(controlPlane, ['ip', 'link', 'delete', node.name]));
  await tryRun(...inNetwork(node, ['ip', 'link', 'delete', 'eth0']));
  await sysctlIn(node, routerSettings);
  const hardware = hardwareAddress(addresses.node(number));
  await ipIn(
    controlPlane,
    `link add ${node.name} mtu ${mtu} type veth peer name eth0 mtu ${mtu} address ${hardware} netns ${node.pid}`,
    `link set ${node.name} master cluster up`,
  );
  await ipIn(
    node,
    'link set lo up',
    `addr add ${addresses.node(number)}/24 dev eth0`,
    'link set eth0 up',
    `route replace default via ${addresses.host}`,
    ...nodes
      .filter(other => other !== number)
      .map(
        other =>
          `route replace ${addresses.podsOf(other)} via ${addresses.node(
            other,
          )}`,
      ),
  );
}

/** A hardware address that follows from the IP address, so that nobody's ARP table is wrong after a restart. */
export function hardwareAddress(ip: string): string {
  const bytes = ip
    .split('.')
    .map(part => Number(part).toString(16).padStart(2, '0'));
  return ['02', '00', ...bytes].join(':');
}

/** Pulls a node's cable out, or puts it back: everything on the node goes on running, cut off. */
export async function setCable(
  controlPlane: Machine,
  node: string,
  state: 'up' | 'down',
): Promise<void> {
  await ipIn(controlPlane, `link set ${node} ${state}`);
}

/** The nodes whose cables are pulled out. */
export async function cutOffNodes(controlPlane: Machine): Promise<Set<string>> {
  const links = [...(await linksOf(controlPlane))];
  return new Set(links.filter(([, isUp]) => !isUp).map(([name]) => name));
}

/** The size of packets that passes out of this machine too. */
export async function smallestMtu(): Promise<number> {
  const routes: unknown = JSON.parse(
    (await run('ip', ['-json', 'route', 'show', 'default'])) || '[]',
  );
  const device: unknown = Array.isArray(routes) ? routes[0]?.dev : undefined;
  if (typeof device !== 'string') return 1500;
  const links: unknown = JSON.parse(
    await run('ip', ['-json', 'link', 'show', 'dev', device]),
  );
  const mtu: unknown = Array.isArray(links) ? links[0]?.mtu : undefined;
  return typeof mtu === 'number' ? Math.min(mtu, 1500) : 1500;
}
