import { existsSync } from 'node:fs';
import type { Instance } from '../instance.ts';
import type { Machine } from '../machines/machine.ts';
import { run, tryRun } from '../run.ts';
import type { Addresses } from './addresses.ts';
import {
  restoreHostSettings,
  settingsFound,
  settingsToRemember,
  setUpHostSettings,
} from './hostSettings.ts';
import { hardwareAddress, linksOf, ipIn } from './links.ts';

const commentStart = 'mysql-ha local cluster';

/** The one link that an instance has on the host; the rest of its network lies within its machines. */
export function hostLink(instance: Instance): string {
  return `mh${instance.id}`;
}

/**
 * Joins the host to the cluster's switch, which stands in the control plane's network namespace, with routes to pods and
 * Services. Whatever is there already stays.
 */
export async function connectHost(
  instance: Instance,
  addresses: Addresses,
  controlPlane: Machine,
  nodes: readonly number[],
  mtu: number,
): Promise<void> {
  const link = hostLink(instance);
  if (!(await linksOf(controlPlane)).has('host')) {
    // A link that still is there leads to a control plane that has ended.
    await tryRun('ip', ['link', 'delete', link]);
    const size = ['mtu', `${mtu}`];
    const near = [
      'link',
      'add',
      link,
      ...size,
      'address',
      hardwareAddress(addresses.host),
      'type',
      'veth',
    ];
    await run('ip', [
      ...near,
      'peer',
      'name',
      'host',
      ...size,
      'netns',
      `${controlPlane.pid}`,
    ]);
    await ipIn(controlPlane, 'link set host master cluster up');
  }
  const commands = [
    `addr replace ${addresses.host}/24 dev ${link}`,
    `link set ${link} up`,
    ...nodes.map(
      number =>
        `route replace ${addresses.podsOf(number)} via ${addresses.node(
          number,
        )} dev ${link} src ${addresses.host}`,
    ),
    `route replace ${addresses.services} via ${addresses.controlPlane} dev ${link} src ${addresses.host}`,
  ];
  await run('ip', ['-batch', '-'], { input: commands.join('\n') });
  await allowEgress(instance, addresses);
}

/** Takes away what {@link connectHost} added. The link itself goes with the control plane's namespace. */
export async function disconnectHost(instance: Instance): Promise<void> {
  const link = hostLink(instance);
  if (existsSync(`/sys/class/net/${link}`))
    await tryRun('ip', ['link', 'delete', link]);
  const before = rememberedSettings(await iptablesSave());
  await deleteOwnRules(instance);
  // The last one that goes puts back what the first one found.
  if (before && !rememberedSettings(await iptablesSave())) {
    restoreHostSettings(before);
  }
}

/** The instance's own iptables rules on the host. */
async function ownRules(
  instance: Instance,
): Promise<{ table: string; words: string[] }[]> {
  let table = '';
  const rules: { table: string; words: string[] }[] = [];
  for (const line of (await iptablesSave()).split('\n')) {
    if (line.startsWith('*')) table = line.slice(1);
    if (!line.startsWith('-A ') || !line.includes(comment(instance))) continue;
    const words =
      line.match(/"[^"]*"|\S+/g)?.map(word => word.replace(/^"|"$/g, '')) ?? [];
    rules.push({ table, words: words.slice(1) });
  }
  return rules;
}

/** Lets pods reach what lies outside the cluster, such as a name server or an object store, in the host's name. */
async function allowEgress(
  instance: Instance,
  addresses: Addresses,
): Promise<void> {
  const link = hostLink(instance);
  const before = rememberedSettings(await iptablesSave()) ?? settingsFound();
  const marked = [
    '-m',
    'comment',
    '--comment',
    `${comment(instance)}, found ${settingsToRemember(before)}`,
  ];
  const wanted = [
    [
      'nat',
      'POSTROUTING',
      '-s',
      addresses.everything,
      '!',
      '-o',
      link,
      ...marked,
      '-j',
      'MASQUERADE',
    ],
    // Docker, where it is installed, drops what is forwarded and not its own.
    ['filter', 'FORWARD', '-i', link, ...marked, '-j', 'ACCEPT'],
    ['filter', 'FORWARD', '-o', link, ...marked, '-j', 'ACCEPT'],
  ] as const;
  setUpHostSettings();
  if ((await ownRules(instance)).length === wanted.length) return;
  await deleteOwnRules(instance);
  for (const [table, chain, ...rule] of wanted) {
    await run('iptables', [
      '--wait',
      '--table',
      table,
      '--insert',
      chain,
      ...rule,
    ]);
  }
}

async function deleteOwnRules(instance: Instance): Promise<void> {
  for (const rule of await ownRules(instance)) {
    await run('iptables', [
      '--wait',
      '--table',
      rule.table,
      '--delete',
      ...rule.words,
    ]);
  }
}

/** What the first instance found on this machine: the rules of each instance remember it. */
function rememberedSettings(rules: string): Record<string, string> | undefined {
  const [, remembered] =
    new RegExp(`${commentStart} [0-9a-f]+, found ([^"]+)`).exec(rules) ?? [];
  return remembered === undefined
    ? undefined
    : Object.fromEntries(remembered.split(' ').map(pair => pair.split('=')));
}

function comment(instance: Instance): string {
  return `${commentStart} ${instance.id}`;
}

async function iptablesSave(): Promise<string> {
  return (await tryRun('iptables-save', [])) ?? '';
}
