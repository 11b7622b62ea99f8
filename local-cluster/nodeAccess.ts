import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Remediable } from './errors.ts';
import { instanceNamed } from './instance.ts';
import { cgroupProcesses } from './machines/cgroups.ts';
import {
  inNetwork,
  machineCgroup,
  runningMachine,
} from './machines/machine.ts';
import { run } from './run.ts';

/**
 * Runs a command in a node's network namespace, e.g. `iptables`, through which every packet of the node's pods passes.
 *
 * @param node - such as `node-2`
 * @returns what it wrote
 * @throws Remediable when the node does not run
 */
export function runInNodeNetwork(
  node: string,
  command: readonly string[],
  instance?: string,
): Promise<string> {
  const machine = runningMachine(instanceNamed(instance), node);
  if (!machine) {
    throw new Remediable(
      `The node "${node}" does not run: start the cluster with "npm run local:up".`,
    );
  }
  return run(...inNetwork(machine, command));
}

/**
 * The processes of a node's daemon by the ids that they have on this machine, so that a test can stop or end it.
 *
 * @param daemon - such as `kubelet`
 */
export function nodeDaemon(
  node: string,
  daemon: string,
  instance?: string,
): readonly number[] {
  return cgroupProcesses(machineCgroup(instanceNamed(instance), node)).filter(
    pid => commandOf(pid).includes(daemon),
  );
}

/** The words with which a process was started, programs without their folders. */
function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .slice(0, 2)
      .map(word => basename(word));
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
