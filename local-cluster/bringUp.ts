import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasUpstreamDns, makeAccess } from './access/access.ts';
import { dnsObjects } from './addons/dns.ts';
import { storageObjects } from './addons/storage.ts';
import type { Recipe } from './build/built.ts';
import { build, hashOf, isBuilt } from './build/built.ts';
import { kubeProgram } from './build/goProgram.ts';
import { prune } from './build/prune.ts';
import type { Instance } from './instance.ts';
import { apply } from './kubectl.ts';
import { giveImages, makeMysql } from './loadImages.ts';
import { evictCgroup, makeCgroup } from './machines/cgroups.ts';
import { controlPlaneName, controlPlaneSpec } from './machines/controlPlane.ts';
import type { Machine, MachineSpec } from './machines/machine.ts';
import {
  hasSpec,
  machineCgroup,
  networkIsThere,
  runningMachine,
  startMachine,
  stopMachine,
} from './machines/machine.ts';
import { nodeName, nodeNumbers, nodeSpec } from './machines/node.ts';
import type { Addresses } from './network/addresses.ts';
import { allocateAddresses } from './network/addresses.ts';
import { connectHost, hostLink } from './network/hostNetwork.ts';
import { connectNode, makeSwitch, smallestMtu } from './network/links.ts';
import { raiseWatchLimits } from './network/watchLimits.ts';
import { installPackages } from './packages.ts';
import type { Progress } from './progress.ts';
import { step } from './progress.ts';
import { apiServerIsReady, nodesAreReady, dnsAnswers } from './readiness.ts';

const names = nodeNumbers.map(nodeName);

/** Makes whatever of the cluster isn't there, in the order in which one part needs another. */
export async function bringUp(
  instance: Instance,
  progress: Progress,
): Promise<Addresses> {
  const packages = installPackages(progress);
  // The downloads for MySQL fill the time in which the compiler works.
  const mysql = packages.then(() => makeMysql(progress));
  // Should the compiler fail first, that is what to report.
  mysql.catch(() => {});
  const compiled = compile(progress);
  await Promise.all([packages, compiled]);
  const { machine, kube, volumes } = await compiled;
  const addresses = await allocateAddresses(instance, hostLink(instance));
  await makeAccess(instance, addresses, names);
  const mtu = await smallestMtu();

  raiseWatchLimits();
  const start = machineStarter(instance, machine, progress);
  const controlPlane = await start(controlPlaneName, procs =>
    controlPlaneSpec(instance, addresses, { kube }, procs),
  );
  await makeSwitch(controlPlane, addresses, mtu, nodeNumbers);
  await connectHost(instance, addresses, controlPlane, nodeNumbers, mtu);
  networkIsThere(controlPlane);
  const nodes = await Promise.all(
    nodeNumbers.map(async number => {
      const node = await start(nodeName(number), procs =>
        nodeSpec(instance, addresses, number, mtu, { kube, volumes }, procs),
      );
      await connectNode(
        controlPlane,
        node,
        number,
        addresses,
        mtu,
        nodeNumbers,
      );
      networkIsThere(node);
      return node;
    }),
  );
  await Promise.all([
    // The nodes need it later than the rest, so it is compiled while they start.
    makeStep(progress)('Compiled CoreDNS', kubeProgram('dns'), 25)
      .then(() => mysql)
      .then(() => giveImages(nodes, progress)),
    addObjects(instance, addresses, controlPlane, progress).then(() =>
      step(progress, 'Three nodes are ready', () =>
        nodesAreReady(instance, names),
      ),
    ),
  ]);
  await step(progress, 'DNS answers', () => dnsAnswers(instance, names));
  prune();
  return addresses;
}

/** The programs that run on the host's side; the two small ones first, and no two compilers side by side. */
async function compile(
  progress: Progress,
): Promise<Record<'machine' | 'kube' | 'volumes', string>> {
  const make = makeStep(progress);
  const machine = await make(
    'Compiled the machines’ first process',
    kubeProgram('machine'),
  );
  const kube = await make(`Compiled Kubernetes`, kubeProgram('kube'), 230);
  const volumes = await make(
    'Compiled the volumes’ keeper',
    kubeProgram('volumes'),
    5,
  );
  return { machine, kube, volumes };
}

function makeStep(progress: Progress) {
  return (what: string, recipe: Recipe, estimate?: number) =>
    isBuilt(recipe)
      ? build(recipe)
      : step(progress, what, () => build(recipe), estimate);
}

/** Starts machines that don't run, or not as they should, and leaves the others alone. */
function machineStarter(
  instance: Instance,
  program: string,
  progress: Progress,
) {
  return async (
    name: string,
    describe: (cgroupProcs: string[]) => MachineSpec,
  ): Promise<Machine> => {
    const cgroup = machineCgroup(instance, name);
    const spec = describe(makeCgroup(cgroup));
    const running = runningMachine(instance, name);
    if (running && hasSpec(instance, name, spec)) return running;
    if (running) {
      progress.say(
        `${name}: its description has changed, so it is started anew.`,
      );
      await stopMachine(instance, running);
    }
    await evictCgroup(cgroup);
    return startMachine(instance, name, join(program, 'machine'), spec);
  };
}

/** Adds DNS and the StorageClasses, once per control plane and whenever they differ from what was added. */
async function addObjects(
  instance: Instance,
  addresses: Addresses,
  controlPlane: Machine,
  progress: Progress,
): Promise<void> {
  await step(progress, 'API server answers', () =>
    apiServerIsReady(instance, controlPlane),
  );
  const objects = [
    ...dnsObjects(addresses, hasUpstreamDns(instance)),
    ...storageObjects(),
  ];
  const added = join(instance.directory, 'added-objects');
  const now = hashOf([JSON.stringify(objects), JSON.stringify(controlPlane)]);
  if (existsSync(added) && readFileSync(added, 'utf8') === now) return;
  await step(progress, 'Added DNS and storage classes', () =>
    apply(instance, objects),
  );
  writeFileSync(added, now);
}
