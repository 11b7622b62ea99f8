import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessDirectory } from '../access/access.ts';
import { pauseImage } from '../images/images.ts';
import type { Instance } from '../instance.ts';
import type { Addresses } from '../network/addresses.ts';
import { containerdConfig } from './containerdConfig.ts';
import { kubeletConfig } from './kubeletConfig.ts';
import type { MachineSpec } from './machine.ts';
import { machineCgroup, machineDirectory } from './machine.ts';
import { proxyConfig } from './proxyConfig.ts';

/** The numbers of the nodes; node N is called `node-N` and lies in a zone of its own. */
export const nodeNumbers = [1, 2, 3] as const;

/** The static volumes of class `local` on each node: enough for ten clusters of three, and some that are larger. */
const staticPool = '12x10Gi,3x20Gi,1x50Gi';
/** Says that the dynamic volumes are where pods look for them. */
const volumesMounted = '/run/volumes-mounted';

/** The name of the node with this number. */
export function nodeName(number: number): string {
  return `node-${number}`;
}

/** Describes a node and writes the files that it reads. */
export function nodeSpec(
  instance: Instance,
  addresses: Addresses,
  number: number,
  mtu: number,
  programs: { readonly kube: string; readonly volumes: string },
  cgroupProcs: readonly string[],
): MachineSpec {
  const name = nodeName(number);
  const directory = machineDirectory(instance, name);
  const config = join(directory, 'config');
  for (const folder of ['lib', 'log', 'config'])
    mkdirSync(join(directory, folder), { recursive: true });
  const log = (daemon: string) => `/var/log/${daemon}.log`;
  const kube = '/run/machine/kube/kube';
  const zone = `zone-${'abcdefghi'.charAt(number - 1)}`;
  return {
    hostname: name,
    log: join(directory, 'log', 'machine.log'),
    cgroupProcs,
    graceSeconds: 20,
    files: {
      'containerd.toml': containerdConfig(pauseImage),
      'cni/pods.conflist': podNetwork(addresses, number, mtu),
      'kubelet.yaml': kubeletConfig(addresses, machineCgroup(instance, name)),
      'proxy.yaml': proxyConfig(addresses, name),
    },
    mounts: [
      { target: '/run' },
      { source: programs.kube, target: '/run/machine/kube' },
      { source: programs.volumes, target: '/run/machine/volumes' },
      { source: accessDirectory(instance), target: '/run/machine/access' },
      { source: config, target: '/run/machine/config' },
      // What a node keeps: images and pods in /var/lib, with the volumes, and the pods' logs.
      { source: join(directory, 'lib'), target: '/var/lib' },
      { source: join(directory, 'log'), target: '/var/log' },
    ],
    daemons: [
      {
        name: 'containerd',
        log: log('containerd'),
        last: true,
        argv: [
          '/usr/bin/containerd',
          '--config=/run/machine/config/containerd.toml',
        ],
      },
      {
        name: 'volumes',
        log: log('volumes'),
        argv: [
          '/run/machine/volumes/volumes',
          `--node=${name}`,
          '--kubeconfig=/run/machine/access/volumes.kubeconfig',
          '--directory=/var/lib/local-volumes',
          `--mounted=${volumesMounted}`,
          `--pool=${staticPool}`,
        ],
      },
      {
        name: 'kubelet',
        log: log('kubelet'),
        after: ['/run/containerd/containerd.sock', volumesMounted],
        argv: [
          ...[kube, 'kubelet', '--config=/run/machine/config/kubelet.yaml'],
          `--kubeconfig=/run/machine/access/${name}.kubeconfig`,
          `--hostname-override=${name}`,
          `--node-ip=${addresses.node(number)}`,
          `--node-labels=topology.kubernetes.io/zone=${zone},topology.kubernetes.io/region=local`,
        ],
      },
      {
        name: 'proxy',
        log: log('proxy'),
        argv: [kube, 'kube-proxy', '--config=/run/machine/config/proxy.yaml'],
      },
    ],
  };
}

/**
 * Each pod hangs on a cable of its own, not on a bridge: so even what goes from one pod to another one on the same node
 * is routed, and passes the rules that make Services work. Nothing is masqueraded: MySQL sees its clients' addresses.
 */
function podNetwork(addresses: Addresses, number: number, mtu: number): string {
  return JSON.stringify(
    {
      cniVersion: '0.4.0',
      name: 'pods',
      plugins: [
        {
          type: 'ptp',
          mtu,
          ipMasq: false,
          ipam: {
            type: 'host-local',
            // In /run, so that a node that was switched off doesn't remember the addresses of pods long gone.
            dataDir: '/run/cni/addresses',
            ranges: [[{ subnet: addresses.podsOf(number) }]],
            routes: [{ dst: '0.0.0.0/0' }],
          },
        },
        { type: 'portmap', capabilities: { portMappings: true } },
      ],
    },
    null,
    2,
  );
}
