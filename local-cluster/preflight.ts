import { mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { goVersion, requiredGo } from './build/goProgram.ts';
import { Remediable } from './errors.ts';
import { localDirectory } from './instance.ts';
import { missingControllers } from './machines/cgroups.ts';

/** What {@link complaint} judges. */
export interface MachineFacts {
  readonly platform: string;
  readonly userId: number;
  readonly missingControllers: readonly string[];
  readonly hasOverlay: boolean;
  readonly freeMemoryGiB: number;
  readonly freeDiskGiB: number;
  readonly disk: string;
  /** The Go that is installed and the least one that compiles Kubernetes, as `1.24`. */
  readonly go: string;
  readonly requiredGo: string;
}

const neededMemoryGiB = 3;
const neededDiskGiB = 10;
const instead =
  'or set KUBECONFIG to a cluster that you have (kind, or one in a cloud)';

/**
 * Checks that this machine can run the cluster.
 *
 * @param alreadyRuns - then memory and disk aren't asked for: the cluster itself has them
 * @throws Remediable with one sentence that says what to do
 */
export function preflight(alreadyRuns: boolean): void {
  const problem = complaint(
    // Off Linux, and for others than root, there is nothing more to find out.
    isRootOnLinux() ? gather(alreadyRuns) : nothingElse(),
  );
  if (problem) throw new Remediable(problem);
}

/** The first thing that keeps a machine from running the cluster, as a sentence that says what to do. */
export function complaint(facts: MachineFacts): string | undefined {
  if (facts.platform !== 'linux') {
    return `The embedded Kubernetes runs on Linux alone and this is ${facts.platform}: use a Linux machine, ${instead}.`;
  }
  if (facts.userId !== 0) {
    return `The embedded Kubernetes makes network links and mounts, which needs root: run this with sudo, ${instead}.`;
  }
  if (facts.missingControllers.length > 0) {
    return `The kernel's cgroup controllers ${facts.missingControllers.join(
      ', ',
    )} are switched off: boot with "cgroup_enable=${
      facts.missingControllers[0]
    }", ${instead}.`;
  }
  if (!facts.hasOverlay) {
    return `The kernel has no overlayfs, on which images are unpacked: run "modprobe overlay", ${instead}.`;
  }
  if (facts.freeMemoryGiB < neededMemoryGiB) {
    return `${facts.freeMemoryGiB.toFixed(
      1,
    )} GiB of memory are free and the cluster with one small database needs ${neededMemoryGiB} GiB: end some programs, ${instead}.`;
  }
  if (facts.freeDiskGiB < neededDiskGiB) {
    return `${facts.freeDiskGiB.toFixed(1)} GiB are free on the disk of ${
      facts.disk
    } and the cluster needs ${neededDiskGiB} GiB: free some, ${instead}.`;
  }
  if (minor(facts.go) < minor(facts.requiredGo)) {
    return `Go is ${facts.go} and Kubernetes needs ${facts.requiredGo}: install a newer one (https://go.dev/dl) and put its bin folder first on PATH.`;
  }
  return undefined;
}

function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

function nothingElse(): MachineFacts {
  return {
    platform: process.platform,
    userId: process.getuid?.() ?? 0,
    missingControllers: [],
    hasOverlay: true,
    freeMemoryGiB: Infinity,
    freeDiskGiB: Infinity,
    disk: localDirectory,
    go: '1.0',
    requiredGo: '1.0',
  };
}

function gather(alreadyRuns: boolean): MachineFacts {
  if (alreadyRuns) return nothingElse();
  mkdirSync(localDirectory, { recursive: true });
  const { bavail, bsize } = statfsSync(localDirectory);
  const memory = /^MemAvailable:\s+(\d+) kB/m.exec(
    readFileSync('/proc/meminfo', 'utf8'),
  );
  return {
    ...nothingElse(),
    missingControllers: missingControllers(),
    hasOverlay: readFileSync('/proc/filesystems', 'utf8').includes(
      '\toverlay\n',
    ),
    freeMemoryGiB: memory ? Number(memory[1]) / 1024 ** 2 : 0,
    freeDiskGiB: (bavail * bsize) / 1024 ** 3,
    go: goVersion().replace(/^go/, ''),
    requiredGo: requiredGo(),
  };
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
