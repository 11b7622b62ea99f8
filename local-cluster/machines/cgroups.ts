import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../errors.ts';
import { waitFor } from '../waitFor.ts';

const root = '/sys/fs/cgroup';
/** What the kubelet and runc ask for. */
const neededControllers = [
  'cpu',
  'cpuacct',
  'cpuset',
  'memory',
  'pids',
] as const;

/** Whether this machine has the one hierarchy of cgroup v2. */
function isUnified(): boolean {
  return existsSync(join(root, 'cgroup.controllers'));
}

/** The mounted hierarchies in which a cgroup has to be made: one on v2, one per controller on v1. */
function hierarchies(): string[] {
  if (isUnified()) return [root];
  return readdirSync(root)
    .map(name => join(root, name))
    .filter(path => existsSync(join(path, 'cgroup.procs')));
}

/** The controllers that are missing on this machine. */
export function missingControllers(): string[] {
  if (isUnified()) {
    const present = readFileSync(join(root, 'cgroup.controllers'), 'utf8')
      .trim()
      .split(' ');
    return neededControllers.filter(
      name => name !== 'cpuacct' && !present.includes(name),
    );
  }
  return neededControllers.filter(
    name => !existsSync(join(root, name, 'cgroup.procs')),
  );
}

/**
 * Makes a node's cgroup, which the kubelet expects to find, with one for the node's daemons in it.
 *
 * @returns the `cgroup.procs` files of the latter
 */
export function makeCgroup(name: string): string[] {
  return hierarchies().map(hierarchy => {
    if (isUnified()) delegate(hierarchy);
    const node = makeBelow(hierarchy, name);
    if (isUnified()) delegate(node);
    return join(makeBelow(node, 'daemons'), 'cgroup.procs');
  });
}

function makeBelow(parent: string, name: string): string {
  const path = join(parent, name);
  mkdirSync(path, { recursive: true });
  // A new cpuset of v1 is empty, and an empty one takes no processes (cpuset(7)).
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    if (
      !isUnified() &&
      existsSync(join(path, file)) &&
      readFileSync(join(path, file), 'utf8').trim() === ''
    ) {
      writeFileSync(join(path, file), readFileSync(join(parent, file)));
    }
  }
  return path;
}

/** Lets the children of a v2 cgroup use the controllers that it has. */
function delegate(path: string): void {
  const present = readFileSync(join(path, 'cgroup.controllers'), 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  writeFileSync(
    join(path, 'cgroup.subtree_control'),
    present.map(name => `+${name}`).join(' '),
  );
}

/** The folders of a cgroup that exist. */
function cgroupDirectories(name: string): string[] {
  return hierarchies()
    .map(hierarchy => join(hierarchy, name))
    .filter(path => existsSync(path));
}

/** The processes in a cgroup and below it. */
export function cgroupProcesses(name: string): number[] {
  return [...new Set(cgroupDirectories(name).flatMap(processesBelow))];
}

function processesBelow(path: string): number[] {
  return [
    ...readFileSync(join(path, 'cgroup.procs'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(Number),
    ...foldersIn(path).flatMap(processesBelow),
  ];
}

/**
 * Ends whatever still runs in a cgroup, such as a machine whose starter was killed before it could note the machine's
 * process id. The cgroup's name has the instance's id, so nobody else's process is in it.
 */
export async function evictCgroup(name: string): Promise<void> {
  await waitFor(
    async () => {
      const left = cgroupProcesses(name);
      for (const pid of left) killIfThere(pid);
      return left.length === 0;
    },
    {
      what: `the last processes of cgroup ${name} to end`,
      timeoutMs: 20_000,
      intervalMs: 50,
    },
  );
}

/** Removes an empty cgroup with all below it. */
export async function removeCgroup(name: string): Promise<void> {
  await waitFor(async () => cgroupDirectories(name).every(removeTree), {
    what: `cgroup ${name} to be empty`,
    timeoutMs: 10_000,
  });
}

function removeTree(path: string): boolean {
  if (!foldersIn(path).every(removeTree)) return false;
  try {
    rmdirSync(path);
    return true;
  } catch (failure) {
    // The kernel lets go of the last process a moment after it has ended.
    if (hasCode(failure, 'EBUSY')) return false;
    if (hasCode(failure, 'ENOENT')) return true;
    throw failure;
  }
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(path, entry.name));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (failure) {
    if (!hasCode(failure, 'ESRCH')) throw failure;
  }
}
