import { existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { goVersion, requiredGo } from './build/goProgram.ts';
import { Remediable } from './errors.ts';
import { localDirectory } from './instance.ts';
import { missingControllers } from './machines/cgroups.ts';

const instead =
  'or set KUBECONFIG to a cluster that you have (kind, or one in a cloud)';
const neededMemory = 4;
const neededDisk = 10;

/**
 * Checks that this machine can run the cluster.
 *
 * @param alreadyRuns - then memory that the cluster itself uses isn't missed
 * @throws Remediable with one sentence that says what to do
 */
export function preflight(alreadyRuns: boolean): void {
  if (process.platform !== 'linux') {
    throw new Remediable(
      `The embedded Kubernetes runs on Linux alone and this is ${process.platform}: use a Linux machine, ${instead}.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Remediable(
      `The embedded Kubernetes makes network links and mounts, which needs root: run this as root (sudo), ${instead}.`,
    );
  }
  const missing = missingControllers();
  if (missing.length > 0) {
    throw new Remediable(
      `The cgroup controllers ${missing.join(
        ', ',
      )} are missing: boot with "cgroup_enable=${missing[0]}", ${instead}.`,
    );
  }
  if (
    !existsSync('/proc/self/ns/net') ||
    !readFileSync('/proc/filesystems', 'utf8').includes('overlay')
  ) {
    throw new Remediable(
      `This kernel has no network namespaces or no overlayfs, without which no container runs: run "modprobe overlay", ${instead}.`,
    );
  }
  if (alreadyRuns) return;
  const memory = availableMemory();
  if (memory < neededMemory) {
    throw new Remediable(
      `${memory.toFixed(
        1,
      )} GiB of memory are free and ${neededMemory} GiB are needed: end some programs, ${instead}.`,
    );
  }
  mkdirSync(localDirectory, { recursive: true });
  const disk = freeDisk();
  if (disk < neededDisk) {
    throw new Remediable(
      `${disk.toFixed(
        1,
      )} GiB are free on the disk of ${localDirectory} and ${neededDisk} GiB are needed: free some, ${instead}.`,
    );
  }
  checkGo();
}

function checkGo(): void {
  const [have, need] = [goVersion().replace(/^go/, ''), requiredGo()];
  const [haveMinor, needMinor] = [have, need].map(version =>
    Number(version.split('.')[1]),
  );
  if (
    haveMinor !== undefined &&
    needMinor !== undefined &&
    haveMinor < needMinor
  ) {
    throw new Remediable(
      `Go is ${have} and Kubernetes needs ${need}: install a newer one (https://go.dev/dl) and put its bin folder first on PATH.`,
    );
  }
}

function availableMemory(): number {
  const found = /^MemAvailable:\s+(\d+) kB/m.exec(
    readFileSync('/proc/meminfo', 'utf8'),
  );
  return found ? Number(found[1]) / 1024 ** 2 : 0;
}

function freeDisk(): number {
  const { bavail, bsize } = statfsSync(localDirectory);
  return (bavail * bsize) / 1024 ** 3;
}
