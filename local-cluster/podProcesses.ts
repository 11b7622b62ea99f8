import { readFileSync } from 'node:fs';
import { hasCode } from './errors.ts';
import { instanceNamed } from './instance.ts';
import { cgroupProcesses } from './machines/cgroups.ts';
import { machineCgroup } from './machines/machine.ts';
import { nodeName, nodeNumbers } from './machines/node.ts';

/** A process of a pod, by the id that it has on this machine. */
export interface PodProcess {
  readonly pid: number;
  readonly command: readonly string[];
}

/**
 * The processes of a pod as this machine sees them, so that a test can stop (`SIGSTOP`) or kill one as no signal from
 * within the pod could: a true hang, a true crash.
 *
 * @param podUid - `metadata.uid` of the pod
 */
export function podProcesses(podUid: string, instance?: string): PodProcess[] {
  const cluster = instanceNamed(instance);
  return nodeNumbers
    .flatMap(number =>
      cgroupProcesses(machineCgroup(cluster, nodeName(number))),
    )
    .filter(pid => read(pid, 'cgroup').includes(`/pod${podUid}/`))
    .map(pid => ({
      pid,
      command: read(pid, 'cmdline').split('\0').filter(Boolean),
    }))
    .filter(({ command }) => command.length > 0);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (failure) {
    // It has ended meanwhile.
    if (hasCode(failure, 'ENOENT') || hasCode(failure, 'ESRCH')) return '';
    throw failure;
  }
}
