import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Remediable } from '../errors.ts';
import type { Instance } from '../instance.ts';
import { instancesDirectory } from '../instance.ts';
import { run } from '../run.ts';

/** The addresses of one instance, all in one block `10.B.0.0/16`. */
export interface Addresses {
  readonly block: number;
  readonly everything: string;
  /** This machine, as the cluster sees it. */
  readonly host: string;
  /** The control plane, which is also the host's way to the Services. */
  readonly controlPlane: string;
  readonly pods: string;
  readonly services: string;
  /** The Service `kubernetes`. */
  readonly apiService: string;
  readonly dnsService: string;
  /** Of the node with this number, from 1. */
  node(number: number): string;
  podsOf(number: number): string;
}

/** The addresses within a block. */
export function addressesIn(block: number): Addresses {
  const at = (rest: string) => `10.${block}.${rest}`;
  return {
    block,
    everything: at('0.0/16'),
    host: at('0.1'),
    controlPlane: at('0.2'),
    pods: at('64.0/18'),
    services: at('128.0/18'),
    apiService: at('128.1'),
    dnsService: at('128.10'),
    node: number => at(`0.${10 + number}`),
    podsOf: number => at(`${64 + number}.0/24`),
  };
}

/** The address of the API server. */
export function apiServerUrl(addresses: Addresses): string {
  return `https://${addresses.controlPlane}:6443`;
}

const [firstBlock, lastBlock] = [20, 250];
const recordName = 'network.json';

/** What was allocated to the instance, if anything was. */
export function recordedAddresses(instance: Instance): Addresses | undefined {
  const path = join(instance.directory, recordName);
  if (!existsSync(path)) return undefined;
  const record: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (
    typeof record === 'object' &&
    record &&
    'block' in record &&
    typeof record.block === 'number'
  ) {
    return addressesIn(record.block);
  }
  throw new Remediable(`${path} is damaged: run "npm run local:reset".`);
}

/**
 * The instance's addresses: those that it has, else ones that nothing on this machine uses.
 *
 * @param ownLink - the name of the instance's own link, whose routes don't count
 * @throws Remediable when the recorded block is now used by something else
 */
export async function allocateAddresses(
  instance: Instance,
  ownLink: string,
): Promise<Addresses> {
  return allocateFrom(instance, await routedBlocks(ownLink));
}

/**
 * The same, told which blocks are routed to which links. Instances of one clone see each other's records; other clones
 * start their search elsewhere, as the instance's id says where.
 */
export function allocateFrom(
  instance: Instance,
  routed: ReadonlyMap<number, string>,
): Addresses {
  const recorded = recordedAddresses(instance);
  if (recorded) {
    const user = routed.get(recorded.block);
    if (!user) return recorded;
    throw new Remediable(
      `This cluster's addresses ${recorded.everything} are now routed to ${user}: take that route away, or run "npm run local:reset" for a new cluster with other addresses.`,
    );
  }
  const taken = new Set([...routed.keys(), ...siblingBlocks(instance)]);
  const count = lastBlock - firstBlock + 1;
  const start = Number.parseInt(instance.id, 16) % count;
  for (let i = 0; i < count; i++) {
    const block = firstBlock + ((start + i) % count);
    if (taken.has(block)) continue;
    mkdirSync(instance.directory, { recursive: true });
    writeFileSync(
      join(instance.directory, recordName),
      JSON.stringify({ block }),
    );
    return addressesIn(block);
  }
  throw new Remediable(
    'No block 10.x.0.0/16 is free of routes on this machine: see "ip route".',
  );
}

/** Blocks in which this machine has a route, with the link that it goes to. */
async function routedBlocks(ownLink: string): Promise<Map<number, string>> {
  const routes: unknown = JSON.parse(
    (await run('ip', ['-json', '-4', 'route', 'show', 'table', 'all'])) || '[]',
  );
  const blocks = new Map<number, string>();
  if (!Array.isArray(routes)) return blocks;
  for (const route of routes) {
    const { dst, dev } = route;
    const block = typeof dst === 'string' && /^10\.(\d+)\./.exec(dst)?.[1];
    if (block && dev !== ownLink) blocks.set(Number(block), String(dev));
  }
  return blocks;
}

function siblingBlocks(instance: Instance): number[] {
  const all = instancesDirectory(instance);
  if (!existsSync(all)) return [];
  return readdirSync(all)
    .filter(name => name !== instance.name)
    .map(name => join(all, name, recordName))
    .filter(path => existsSync(path))
    .flatMap(
      path => /"block":(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? [],
    )
    .map(Number);
}
