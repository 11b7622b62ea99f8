import { existsSync, readFileSync } from 'node:fs';
import { hasCode } from './errors.ts';
import { instanceNamed } from './instance.ts';
import { runOf } from './liveness.ts';
import { cgroupProcesses } from './machines/cgroups.ts';
import { controlPlaneName } from './machines/controlPlane.ts';
import {
  machineCgroup,
  machineDirectory,
  runningMachine,
} from './machines/machine.ts';
import { nodeName, nodeNumbers } from './machines/node.ts';
import { apiServerUrl, recordedAddresses } from './network/addresses.ts';
import { cutOffNodes } from './network/links.ts';
import { readyNodes } from './readiness.ts';

/** One machine of the cluster. */
export interface MachineStatus {
  readonly name: string;
  readonly address: string;
  /** The id of its first process, if it runs. */
  readonly pid?: number;
  readonly cutOff: boolean;
  /** What Kubernetes says; the control plane is no node. */
  readonly ready?: boolean;
  /** Main memory in MiB, shared pages counted once: of the machine's own daemons, and of its pods. */
  readonly daemonsMiB: number;
  readonly podsMiB: number;
  readonly logs: string;
}

/** What there is of a cluster. */
export interface ClusterStatus {
  readonly instance: string;
  readonly state: 'absent' | 'down' | 'partly up' | 'up';
  readonly kubeconfig: string;
  readonly server?: string;
  readonly pods?: string;
  readonly services?: string;
  readonly machines: readonly MachineStatus[];
}

/** Looks at a cluster without changing anything. */
export async function status(name?: string): Promise<ClusterStatus> {
  const instance = instanceNamed(name);
  const addresses = existsSync(instance.directory)
    ? recordedAddresses(instance)
    : undefined;
  if (!addresses)
    return {
      instance: instance.name,
      state: 'absent',
      kubeconfig: instance.kubeconfig,
      machines: [],
    };
  const controlPlane = runningMachine(instance, controlPlaneName);
  const ready = controlPlane ? await readyNodes(instance) : new Set<string>();
  const cutOff = controlPlane
    ? await cutOffNodes(controlPlane)
    : new Set<string>();
  const look = (
    machineName: string,
    address: string,
    isNode: boolean,
  ): MachineStatus => {
    const machine = runningMachine(instance, machineName);
    return {
      name: machineName,
      address,
      pid: machine?.pid,
      cutOff: cutOff.has(machineName),
      ready: isNode ? ready.has(machineName) : undefined,
      ...memoryOf(machineCgroup(instance, machineName)),
      logs: `${machineDirectory(instance, machineName)}/log`,
    };
  };
  const machines = [
    look(controlPlaneName, addresses.controlPlane, false),
    ...nodeNumbers.map(number =>
      look(nodeName(number), addresses.node(number), true),
    ),
  ];
  const running = machines.filter(machine => machine.pid !== undefined).length;
  return {
    instance: instance.name,
    state:
      running === 0 ? 'down' : running < machines.length ? 'partly up' : 'up',
    kubeconfig: instance.kubeconfig,
    server: apiServerUrl(addresses),
    pods: addresses.pods,
    services: addresses.services,
    machines,
  };
}

function memoryOf(cgroup: string): { daemonsMiB: number; podsMiB: number } {
  const daemons = new Set(cgroupProcesses(`${cgroup}/daemons`));
  let [daemonsMiB, podsMiB] = [0, 0];
  for (const pid of cgroupProcesses(cgroup)) {
    if (daemons.has(pid)) daemonsMiB += residentMiB(pid);
    else podsMiB += residentMiB(pid);
  }
  return { daemonsMiB: Math.round(daemonsMiB), podsMiB: Math.round(podsMiB) };
}

function residentMiB(pid: number): number {
  if (!runOf(pid)) return 0;
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'),
    );
    return found ? Number(found[1]) / 1024 : 0;
  } catch (failure) {
    if (hasCode(failure, 'ENOENT') || hasCode(failure, 'ESRCH')) return 0;
    throw failure;
  }
}

/** A cluster's status as a person reads it. */
export function statusInWords(cluster: ClusterStatus): string {
  if (cluster.state === 'absent') {
    return `There is no cluster "${cluster.instance}" yet: "npm run local:up" makes it.`;
  }
  const lines = [
    `Cluster "${cluster.instance}" is ${cluster.state}${
      cluster.state === 'up' ? '' : ': "npm run local:up" brings it up'
    }.`,
  ];
  for (const machine of cluster.machines)
    lines.push(`  ${machineInWords(machine)}`);
  lines.push(
    `API server   ${cluster.server}`,
    `kubeconfig   ${cluster.kubeconfig}`,
  );
  lines.push(
    `Pods         ${cluster.pods} and Services ${cluster.services}: both reachable from this machine`,
  );
  const [first] = cluster.machines.filter(
    machine => machine.ready && machine.pid !== undefined,
  );
  if (first) {
    lines.push(
      `Look inside  nsenter -at ${first.pid} (a shell on ${first.name}, where "ctr -n k8s.io" knows its containers)`,
      `Logs         ${first.logs}`,
    );
  }
  return lines.join('\n');
}

function machineInWords(machine: MachineStatus): string {
  const where = `${machine.name.padEnd(14)}${machine.address.padEnd(15)}`;
  if (machine.pid === undefined) return `${where}switched off`;
  const state = machine.cutOff
    ? 'cut off the network'
    : machine.ready === false
    ? 'not ready'
    : machine.ready
    ? 'ready'
    : 'running';
  const pods =
    machine.ready === undefined ? '' : `, ${machine.podsMiB} MiB in its pods`;
  return `${where}${state.padEnd(20)}${
    machine.daemonsMiB
  } MiB of its own${pods}`;
}
