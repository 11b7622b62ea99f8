import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessDirectory } from '../access/access.ts';
import type { Instance } from '../instance.ts';
import type { Addresses } from '../network/addresses.ts';
import type { MachineSpec } from './machine.ts';
import { machineDirectory } from './machine.ts';
import { proxyConfig } from './proxyConfig.ts';

/** The machine that runs etcd, the API server, the controllers, the scheduler, and the host's way to the Services. */
export const controlPlaneName = 'control-plane';

/** Describes the control plane and writes the files that it reads. */
export function controlPlaneSpec(
  instance: Instance,
  addresses: Addresses,
  programs: { readonly kube: string },
  cgroupProcs: readonly string[],
): MachineSpec {
  const directory = machineDirectory(instance, controlPlaneName);
  for (const name of ['etcd', 'log', 'config'])
    mkdirSync(join(directory, name), { recursive: true });
  const log = (name: string) => `/var/log/${name}.log`;
  const kube = '/run/machine/kube/kube';
  const access = (file: string) => `/run/machine/access/${file}`;
  return {
    hostname: `${instance.name}-${controlPlaneName}`,
    log: join(directory, 'log', 'machine.log'),
    cgroupProcs,
    graceSeconds: 3,
    // A name that no node has would make kube-proxy wait for that node; node-1 always exists.
    files: { 'proxy.yaml': proxyConfig(addresses, 'node-1') },
    mounts: [
      { target: '/run' },
      { source: programs.kube, target: '/run/machine/kube' },
      { source: accessDirectory(instance), target: '/run/machine/access' },
      { source: join(directory, 'config'), target: '/run/machine/config' },
      { source: join(directory, 'etcd'), target: '/run/machine/etcd' },
      { source: join(directory, 'log'), target: '/var/log' },
    ],
    daemons: [
      {
        name: 'etcd',
        log: log('etcd'),
        last: true,
        argv: [
          '/usr/bin/etcd',
          '--data-dir=/run/machine/etcd',
          '--listen-client-urls=http://127.0.0.1:2379',
          '--advertise-client-urls=http://127.0.0.1:2379',
          '--listen-peer-urls=http://127.0.0.1:2380',
          // This cluster may lose its last second when the machine loses power; it must not wait for the disk.
          '--unsafe-no-fsync',
          '--auto-compaction-retention=5m',
          '--quota-backend-bytes=4294967296',
          '--logger=zap',
          '--log-level=warn',
        ],
      },
      {
        name: 'apiserver',
        log: log('apiserver'),
        argv: [kube, 'kube-apiserver', ...apiServerFlags(addresses, access)],
      },
      {
        name: 'controller-manager',
        log: log('controller-manager'),
        argv: [
          ...[
            kube,
            'kube-controller-manager',
            '--leader-elect=false',
            '--use-service-account-credentials',
          ],
          `--kubeconfig=${access('controller-manager.kubeconfig')}`,
          `--service-account-private-key-file=${access(
            'service-accounts.key',
          )}`,
          `--root-ca-file=${access('ca.crt')}`,
          `--cluster-signing-cert-file=${access('ca.crt')}`,
          `--cluster-signing-key-file=${access('ca.key')}`,
          '--bind-address=127.0.0.1',
        ],
      },
      {
        name: 'scheduler',
        log: log('scheduler'),
        argv: [
          ...[
            kube,
            'kube-scheduler',
            '--leader-elect=false',
            '--bind-address=127.0.0.1',
          ],
          `--kubeconfig=${access('scheduler.kubeconfig')}`,
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

function apiServerFlags(
  addresses: Addresses,
  access: (file: string) => string,
): string[] {
  return [
    `--advertise-address=${addresses.controlPlane}`,
    '--etcd-servers=http://127.0.0.1:2379',
    `--service-cluster-ip-range=${addresses.services}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    `--client-ca-file=${access('ca.crt')}`,
    `--tls-cert-file=${access('apiserver.crt')}`,
    `--tls-private-key-file=${access('apiserver.key')}`,
    `--kubelet-client-certificate=${access('apiserver-to-kubelet.crt')}`,
    `--kubelet-client-key=${access('apiserver-to-kubelet.key')}`,
    // By default it looks up the node's name for exec and logs, which no name server knows.
    '--kubelet-preferred-address-types=InternalIP',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${access('service-accounts.key')}`,
    `--service-account-signing-key-file=${access('service-accounts.key')}`,
    '--profiling=false',
  ];
}
