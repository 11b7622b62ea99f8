import { Remediable } from './errors.ts';
import { instanceNamed } from './instance.ts';
import { isAlive } from './liveness.ts';
import { cgroupProcesses } from './machines/cgroups.ts';
import { enter, machineCgroup, runningMachine } from './machines/machine.ts';
import { run } from './run.ts';
import { waitFor } from './waitFor.ts';

/** Where a node's dynamic volumes are mounted. */
const VOLUMES = '/var/lib/local-volumes/mounts';

/**
 * Cuts a node's power: all of its processes end in one moment, and of its dynamic volumes all is lost that was written
 * and not synced. `up` switches it on again.
 *
 * @param node - such as `node-2`
 * @throws Remediable when the node does not run, or its volumes are folders of this machine, which forgets nothing
 */
export async function cutPower(node: string, name?: string): Promise<void> {
  const instance = instanceNamed(name);
  const machine = runningMachine(instance, node);
  if (!machine) {
    throw new Remediable(
      `The node "${node}" does not run: start the cluster with "npm run local:up".`,
    );
  }
  const mounted = await run(
    ...enter(machine, ['findmnt', '-n', '-t', 'xfs', '-o', 'TARGET']),
  ).catch(() => '');
  const volumes = mounted
    .split('\n')
    .filter(path => path.startsWith(`${VOLUMES}/`));
  if (volumes.length === 0) {
    throw new Remediable(
      `${node} has no volume with a file system of its own: use the storage class "local-dynamic", on a machine with loop devices and XFS.`,
    );
  }
  // Stopped first: a program that lives on for a moment must not see a disk that fails, since power does not fail so.
  for (const pid of cgroupProcesses(machineCgroup(instance, node))) {
    signal(pid, 'SIGSTOP');
  }
  for (const volume of volumes) {
    // Without -f its log is not flushed either (xfs_io(8)).
    await run(...enter(machine, ['xfs_io', '-x', '-c', 'shutdown', volume]));
  }
  signal(machine.pid, 'SIGKILL');
  await waitFor(async () => !isAlive(machine), {
    what: `${node} to be off`,
    timeoutMs: 20_000,
    intervalMs: 50,
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
