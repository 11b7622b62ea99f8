import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasUpstreamDns, makeAccess } from './access/access.ts';
import { dnsObjects } from './addons/dns.ts';
import { storageObjects } from './addons/storage.ts';
import { build, isBuilt } from './build/built.ts';
import { kubeProgram } from './build/goProgram.ts';
import { clusterImages, mysqlImage, projectImages } from './images/images.ts';
import { answers, importImages } from './images/importImages.ts';
import { mysqlRecipe } from './images/mysqlRootfs.ts';
import type { Instance } from './instance.ts';
import { instanceNamed } from './instance.ts';
import { apply } from './kubectl.ts';
import { withLock } from './lock.ts';
import { makeCgroup } from './machines/cgroups.ts';
import { controlPlaneName, controlPlaneSpec } from './machines/controlPlane.ts';
import type { Machine, MachineSpec } from './machines/machine.ts';
import {
  hasSpec,
  networkIsThere,
  runningMachine,
  startMachine,
  stopMachine,
} from './machines/machine.ts';
import {
  nodeCgroup,
  nodeName,
  nodeNumbers,
  nodeSpec,
} from './machines/node.ts';
import type { Addresses } from './network/addresses.ts';
import { allocateAddresses, apiServerUrl } from './network/addresses.ts';
import { connectHost, hostLink } from './network/hostNetwork.ts';
import { connectNode, makeSwitch, smallestMtu } from './network/links.ts';
import { installPackages } from './packages.ts';
import { preflight } from './preflight.ts';
import type { Progress } from './progress.ts';
import { inWords, silent, step } from './progress.ts';
import { apiServerIsReady, nodesAreReady, podsAreReady } from './readiness.ts';
import { waitFor } from './waitFor.ts';

/** How to bring a cluster up. */
export interface UpOptions {
  /** The instance's name; by default `LOCAL_CLUSTER`, else `default`. */
  readonly instance?: string;
  readonly progress?: Progress;
}

/** What the caller needs of a cluster that is up. */
export interface Up {
  readonly instance: string;
  readonly kubeconfig: string;
  readonly server: string;
}

/**
 * Brings the cluster up from whatever state it is in: never made, stopped, half made, crashed, or running, where it only
 * looks and returns. What fails is an exception; running it again goes on from there.
 *
 * @throws Remediable when the machine lacks something that the person can provide
 */
export async function up(options: UpOptions = {}): Promise<Up> {
  const instance = instanceNamed(options.instance);
  const progress = options.progress ?? silent;
  const running = runningMachine(instance, controlPlaneName) !== undefined;
  preflight(running);
  return withLock(
    join(instance.directory, 'lock'),
    async () => {
      if (!running) announce(progress);
      const addresses = await bringUp(instance, progress);
      return {
        instance: instance.name,
        kubeconfig: instance.kubeconfig,
        server: apiServerUrl(addresses),
      };
    },
    holder =>
      progress.say(
        `Another command works on this cluster (process ${holder}): waiting for it.`,
      ),
  );
}

const estimates = { kube: 230, dns: 20, mysql: 45, start: 30, images: 25 };

function announce(progress: Progress): void {
  const compiling =
    (isBuilt(kubeProgram('kube')) ? 0 : estimates.kube) +
    (isBuilt(kubeProgram('dns')) ? 0 : estimates.dns);
  const rest = estimates.start + (isBuilt(mysqlRecipe) ? 0 : estimates.images);
  const why =
    compiling > 0
      ? ': Kubernetes is compiled once, on two cores; more cores make it shorter'
      : '';
  progress.say(`This takes about ${inWords(compiling + rest)}${why}.`);
}

async function bringUp(
  instance: Instance,
  progress: Progress,
): Promise<Addresses> {
  const packages = installPackages(progress);
  // The downloads for MySQL fill the time in which the compilers work.
  const mysql = packages.then(() =>
    make(progress, 'MySQL from Debian packages', mysqlRecipe, estimates.mysql),
  );
  mysql.catch(() => {});
  const machine = await make(progress, 'machine', kubeProgram('machine'));
  const kube = await make(
    progress,
    'Kubernetes',
    kubeProgram('kube'),
    estimates.kube,
  );
  const volumes = await make(progress, 'volumes', kubeProgram('volumes'), 5);
  await packages;
  const addresses = await allocateAddresses(instance, hostLink(instance));
  await makeAccess(instance, addresses, nodeNumbers.map(nodeName));
  const mtu = await smallestMtu();

  const controlPlane = await ensureMachine(
    instance,
    controlPlaneName,
    machine,
    progress,
    procs => controlPlaneSpec(instance, addresses, { kube }, procs),
  );
  await makeSwitch(controlPlane, addresses, mtu, nodeNumbers);
  await connectHost(instance, addresses, controlPlane, nodeNumbers, mtu);
  networkIsThere(controlPlane);
  const nodes = await Promise.all(
    nodeNumbers.map(async number => {
      const node = await ensureMachine(
        instance,
        nodeName(number),
        machine,
        progress,
        procs =>
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
  const apiServer = step(progress, 'API server answers', () =>
    apiServerIsReady(instance, controlPlane),
  );
  const imported = importAll(
    nodes,
    progress,
    mysql.then(() => {}),
  );
  imported.catch(() => {});
  await apiServer;
  await step(progress, 'DNS and storage classes', () =>
    apply(instance, [
      ...dnsObjects(addresses, hasUpstreamDns(instance)),
      ...storageObjects(),
    ]),
  );
  await step(progress, 'Three nodes ready', () =>
    nodesAreReady(instance, nodeNumbers.map(nodeName)),
  );
  await imported;
  await step(progress, 'DNS answers', () =>
    podsAreReady(
      instance,
      'kube-system',
      'k8s-app=kube-dns',
      nodeNumbers.length,
    ),
  );
  writeFileSync(join(instance.directory, 'completed'), '');
  return addresses;
}

async function make(
  progress: Progress,
  what: string,
  recipe: Parameters<typeof build>[0],
  estimate?: number,
): Promise<string> {
  if (isBuilt(recipe)) return build(recipe);
  return step(progress, what, () => build(recipe), estimate);
}

async function importAll(
  nodes: readonly Machine[],
  progress: Progress,
  mysqlIsBuilt: Promise<void>,
): Promise<void> {
  await Promise.all(nodes.map(containerdAnswers));
  const small = [...(await clusterImages()), ...(await projectImages())];
  await Promise.all(nodes.map(node => importImages(node, small)));
  await mysqlIsBuilt;
  const mysql = [await mysqlImage()];
  await step(progress, 'Images in the nodes', () =>
    Promise.all(nodes.map(node => importImages(node, mysql))),
  );
}

async function containerdAnswers(node: Machine): Promise<void> {
  await waitFor(() => answers(node), {
    what: `containerd on ${node.name}`,
    timeoutMs: 30_000,
  });
}

async function ensureMachine(
  instance: Instance,
  name: string,
  program: string,
  progress: Progress,
  describe: (cgroupProcs: string[]) => MachineSpec,
): Promise<Machine> {
  const spec = describe(makeCgroup(nodeCgroup(instance, name)));
  const running = runningMachine(instance, name);
  if (running && hasSpec(instance, name, spec)) return running;
  if (running) {
    progress.say(
      `${name}: its description has changed, so it is started anew.`,
    );
    await stopMachine(instance, running);
  }
  return startMachine(instance, name, join(program, 'machine'), spec);
}
