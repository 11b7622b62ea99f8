import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from '../build/built.ts';
import type { Instance } from '../instance.ts';
import type { Run } from '../liveness.ts';
import { isAlive, parseRun, runOf } from '../liveness.ts';
import { run } from '../run.ts';
import { waitFor } from '../waitFor.ts';

/** A running machine of a cluster: a tree of processes with its own namespaces (see `kube/cmd/machine`). */
export interface Machine extends Run {
  readonly name: string;
}

/** A program that a machine keeps running. */
export interface Daemon {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: readonly string[];
  readonly log: string;
  readonly after?: readonly string[];
  readonly last?: boolean;
}

/** What a machine is made of; `kube/cmd/machine/spec.go` says what each field means. */
export interface MachineSpec {
  readonly hostname: string;
  readonly log: string;
  readonly cgroupProcs: readonly string[];
  readonly mounts: readonly {
    readonly source?: string;
    readonly target: string;
  }[];
  /** Written below the machine's `config/`, which it sees as `/run/machine/config`; a change starts it anew. */
  readonly files: Readonly<Record<string, string>>;
  readonly daemons: readonly Daemon[];
  readonly graceSeconds: number;
}

/** The folder of one machine's files. */
export function machineDirectory(instance: Instance, name: string): string {
  return join(instance.directory, 'machines', name);
}

/** The cgroup in which a machine and, for a node, its pods run; it has this name in each hierarchy. */
export function machineCgroup(instance: Instance, name: string): string {
  return `mysql-ha-${instance.id}-${name}`;
}

const runFile = 'run.json';
const specFile = 'spec.json';

/** The machine, if it runs. */
export function runningMachine(
  instance: Instance,
  name: string,
): Machine | undefined {
  const path = join(machineDirectory(instance, name), runFile);
  if (!existsSync(path)) return undefined;
  const known = parseRun(readFileSync(path, 'utf8'));
  return known && isAlive(known) ? { name, ...known } : undefined;
}

/** Whether the machine that runs was started from this spec. */
export function hasSpec(
  instance: Instance,
  name: string,
  spec: MachineSpec,
): boolean {
  const path = join(machineDirectory(instance, name), specFile);
  return (
    existsSync(path) &&
    hashOf([readFileSync(path)]) === hashOf([specText(spec)])
  );
}

function specText(spec: MachineSpec): string {
  return `${JSON.stringify(spec, null, 2)}\n`;
}

/**
 * Starts a machine up to where it waits for its network.
 *
 * @param program - the built program `machine`
 */
export async function startMachine(
  instance: Instance,
  name: string,
  program: string,
  spec: MachineSpec,
): Promise<Machine> {
  const directory = machineDirectory(instance, name);
  mkdirSync(directory, { recursive: true });
  const path = join(directory, specFile);
  // Written here alone: kube-proxy ends when its file is written again, be it the same.
  for (const [name, text] of Object.entries(spec.files)) {
    mkdirSync(dirname(join(directory, 'config', name)), { recursive: true });
    writeFileSync(join(directory, 'config', name), text);
  }
  writeFileSync(path, specText(spec));
  const pid = Number(await run(program, ['start', path]));
  const started = runOf(pid);
  if (!started)
    throw new Error(`Machine ${name} ended at once; see ${spec.log}`);
  writeFileSync(join(directory, runFile), JSON.stringify(started));
  return { name, ...started };
}

/** Tells a machine that its network is there: it starts its daemons. To one that knows already it says nothing new. */
export function networkIsThere(machine: Machine): void {
  if (isAlive(machine)) process.kill(machine.pid, 'SIGUSR1');
}

/** Shuts a machine down in good order, and switches it off when that takes too long. */
export async function stopMachine(
  instance: Instance,
  machine: Machine,
): Promise<void> {
  if (isAlive(machine)) process.kill(machine.pid, 'SIGTERM');
  const ended = async () => !isAlive(machine);
  try {
    await waitFor(ended, {
      what: `${machine.name} to shut down`,
      timeoutMs: 30_000,
      intervalMs: 50,
    });
  } catch {
    // The first process of a PID namespace takes all others with it.
    if (isAlive(machine)) process.kill(machine.pid, 'SIGKILL');
    await waitFor(ended, {
      what: `${machine.name} to end`,
      timeoutMs: 10_000,
      intervalMs: 50,
    });
  }
  rmSync(join(machineDirectory(instance, machine.name), runFile), {
    force: true,
  });
}

type CommandLine = [command: string, args: string[]];

/** A command line that runs within a machine, as one of its own processes. */
export function enter(
  machine: Machine,
  command: readonly string[],
): CommandLine {
  return [
    'nsenter',
    [
      '--target',
      `${machine.pid}`,
      '--mount',
      '--pid',
      '--net',
      '--uts',
      '--ipc',
      '--',
      ...command,
    ],
  ];
}

/** A command line that runs on the host but uses a machine's network. */
export function inNetwork(
  machine: Machine,
  command: readonly string[],
): CommandLine {
  return ['nsenter', ['--target', `${machine.pid}`, '--net', '--', ...command]];
}
