import { existsSync, rmSync } from 'node:fs';
import type { Instance } from './instance.ts';
import { instanceNamed, lockPath } from './instance.ts';
import { withLock } from './lock.ts';
import { evictCgroup, removeCgroup } from './machines/cgroups.ts';
import { controlPlaneName } from './machines/controlPlane.ts';
import {
  machineCgroup,
  runningMachine,
  stopMachine,
} from './machines/machine.ts';
import { nodeName, nodeNumbers } from './machines/node.ts';
import { disconnectHost } from './network/hostNetwork.ts';
import type { Progress } from './progress.ts';
import { silent, step } from './progress.ts';

/** Which cluster to stop, and who hears about it. */
export interface DownOptions {
  readonly instance?: string;
  readonly progress?: Progress;
}

/** Stops the cluster and leaves nothing of it running; what it holds stays on the disk for the next `up`. */
export async function down(options: DownOptions = {}): Promise<void> {
  const instance = instanceNamed(options.instance);
  await locked(instance, options.progress ?? silent, progress =>
    stopAll(instance, progress),
  );
}

/** Stops the cluster and deletes what it holds: the next `up` makes a new one. What was built stays. */
export async function reset(options: DownOptions = {}): Promise<void> {
  const instance = instanceNamed(options.instance);
  await locked(instance, options.progress ?? silent, async progress => {
    await stopAll(instance, progress);
    if (!existsSync(instance.directory)) return;
    await step(progress, `Deleted ${instance.directory}`, async () => {
      rmSync(instance.directory, { recursive: true, force: true });
      rmSync(instance.kubeconfig, { force: true });
    });
  });
}

async function locked(
  instance: Instance,
  progress: Progress,
  work: (progress: Progress) => Promise<void>,
): Promise<void> {
  await withLock(
    lockPath(instance),
    () => work(progress),
    holder =>
      progress.say(
        `Another command works on this cluster (process ${holder}): waiting for it.`,
      ),
  );
}

async function stopAll(instance: Instance, progress: Progress): Promise<void> {
  if (!existsSync(instance.directory)) return;
  const nodes = nodeNumbers.map(nodeName);
  if (nodes.some(name => runningMachine(instance, name))) {
    await step(progress, 'Nodes shut down', async () => {
      await Promise.all(nodes.map(name => stopOne(instance, name)));
    });
  }
  if (runningMachine(instance, controlPlaneName)) {
    await step(progress, 'Control plane shut down', () =>
      stopOne(instance, controlPlaneName),
    );
  }
  for (const name of [...nodes, controlPlaneName]) {
    const cgroup = machineCgroup(instance, name);
    await evictCgroup(cgroup);
    await removeCgroup(cgroup);
  }
  await disconnectHost(instance);
}

async function stopOne(instance: Instance, name: string): Promise<void> {
  const machine = runningMachine(instance, name);
  if (machine) await stopMachine(instance, machine);
}
