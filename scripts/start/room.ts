import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { Remediable } from '../../local-cluster/errors.ts';
import { repositoryRoot } from '../../local-cluster/instance.ts';

/** What is about to be added to this machine. */
export interface Needs {
  readonly cluster: boolean;
  readonly compiling: boolean;
  readonly dependencies: boolean;
}

/**
 * Checks that the machine has the memory and the disk for all parts together. Resident memory as measured: portal 0.8,
 * control plane and three nodes 1.7, three small instances 1.6 GiB; compiling and installing briefly take 3 more.
 *
 * @throws Remediable with what to do
 */
export function checkRoom(needs: Needs): void {
  if (!existsSync('/proc/meminfo')) return;
  const memory = 1 + (needs.cluster ? 4 : 0) + (needs.compiling ? 1 : 0);
  const free = availableMemory(readFileSync('/proc/meminfo', 'utf8'));
  if (free < memory) {
    throw new Remediable(
      `${free.toFixed(1)} GiB of memory are free and the ${
        needs.cluster ? 'portal with its cluster' : 'portal'
      } needs ${memory}: end some programs, or set KUBECONFIG to a cluster elsewhere.`,
    );
  }
  const disk =
    1 +
    (needs.cluster ? 4 : 0) +
    (needs.compiling ? 6 : 0) +
    (needs.dependencies ? 3 : 0);
  const { bavail, bsize } = statfsSync(repositoryRoot);
  const have = (bavail * bsize) / 1024 ** 3;
  if (have < disk) {
    throw new Remediable(
      `${have.toFixed(
        1,
      )} GiB are free on the disk of ${repositoryRoot} and ${disk} are needed: free some, or clone to a larger disk.`,
    );
  }
}

/** GiB that programs can still get, from the text of /proc/meminfo. */
function availableMemory(meminfo: string): number {
  const found = /^MemAvailable:\s+(\d+) kB/m.exec(meminfo);
  return found ? Number(found[1]) / 1024 ** 2 : Infinity;
}
