import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { Remediable } from './errors.ts';
import type { Progress } from './progress.ts';
import { step } from './progress.ts';
import { CommandFailed, run } from './run.ts';

/** Debian packages with the program by which each is known to be there. */
const needed: Readonly<Record<string, string>> = {
  'etcd-server': '/usr/bin/etcd',
  containerd: '/usr/bin/containerd',
  runc: '/usr/sbin/runc',
  'containernetworking-plugins': '/usr/lib/cni/ptp',
  iptables: '/usr/sbin/iptables',
  conntrack: '/usr/sbin/conntrack',
  iproute2: '/usr/sbin/ip',
  socat: '/usr/bin/socat',
  procps: '/usr/bin/ps',
  mmdebstrap: '/usr/bin/mmdebstrap',
  openssl: '/usr/bin/openssl',
  xfsprogs: '/usr/sbin/mkfs.xfs',
  'util-linux': '/usr/bin/nsenter',
};

const policy = '/usr/sbin/policy-rc.d';

/** The packages that this machine lacks. */
export function missingPackages(): string[] {
  return Object.entries(needed)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name);
}

/**
 * Installs what is missing from the machine's own package sources.
 *
 * @throws Remediable with what apt said
 */
export async function installPackages(progress: Progress): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Remediable(
      `These programs are missing and there is no apt-get to install them: ${missing
        .map(name => needed[name])
        .join(
          ', ',
        )}. Install them with this machine's package manager, or set KUBECONFIG to a cluster that you have.`,
    );
  }
  await step(
    progress,
    `Debian packages: ${missing.join(' ')}`,
    () => install(missing),
    20,
  );
}

async function install(missing: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // The cluster runs its own etcd and containerd: the packages must not start theirs (see invoke-rc.d(8)).
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await run('apt-get', ['update', '-q'], { env });
    await run(
      'apt-get',
      ['install', '-q', '-y', '--no-install-recommends', ...missing],
      { env },
    );
  } catch (failure) {
    if (!(failure instanceof CommandFailed)) throw failure;
    throw new Remediable(
      `apt-get could not install ${missing.join(
        ' ',
      )}; run "apt-get update && apt-get install ${missing.join(
        ' ',
      )}" by hand and see what it says: ${failure.message}`,
    );
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}
