import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '../instance.ts';
import type { Addresses } from '../network/addresses.ts';
import { apiServerUrl } from '../network/addresses.ts';
import type { CertificateRequest } from './certificates.ts';
import { makeCertificates } from './certificates.ts';
import { writeKubeconfig } from './kubeconfig.ts';

/** The folder of keys, certificates and the components' kubeconfigs; machines see it as `/run/machine/access`. */
export function accessDirectory(instance: Instance): string {
  return join(instance.directory, 'access');
}

/** Makes whatever the components and the person need to talk to each other. */
export async function makeAccess(
  instance: Instance,
  addresses: Addresses,
  nodes: readonly string[],
): Promise<void> {
  const directory = accessDirectory(instance);
  const server = apiServerUrl(addresses);
  const users: CertificateRequest[] = [
    { file: 'admin', commonName: 'admin', organization: 'system:masters' },
    {
      file: 'controller-manager',
      commonName: 'system:kube-controller-manager',
    },
    { file: 'scheduler', commonName: 'system:kube-scheduler' },
    { file: 'proxy', commonName: 'system:kube-proxy' },
    { file: 'volumes', commonName: 'local-volumes' },
    ...nodes.map(node => ({
      file: node,
      commonName: `system:node:${node}`,
      organization: 'system:nodes',
    })),
  ];
  await makeCertificates(directory, [
    ...users,
    {
      file: 'apiserver-to-kubelet',
      commonName: 'apiserver',
      organization: 'system:masters',
    },
    {
      file: 'apiserver',
      commonName: 'kube-apiserver',
      names: [
        ...[
          'kubernetes',
          'kubernetes.default',
          'kubernetes.default.svc',
          'kubernetes.default.svc.cluster.local',
          'localhost',
        ].map(name => `DNS:${name}`),
        ...[addresses.controlPlane, addresses.apiService, '127.0.0.1'].map(
          address => `IP:${address}`,
        ),
      ],
    },
  ]);
  for (const { file } of users) {
    const path = join(directory, `${file}.kubeconfig`);
    if (!existsSync(path)) writeKubeconfig(path, server, directory, file);
  }
  writeFileSync(join(directory, 'resolv.conf'), resolvConf());
  mkdirSync(join(instance.kubeconfig, '..'), { recursive: true });
  copyFileSync(join(directory, 'admin.kubeconfig'), instance.kubeconfig);
}

/** The host's name servers as pods can reach them: one on the host's own loopback is of no use to them. */
function resolvConf(): string {
  const candidates = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];
  const path = candidates.find(candidate => existsSync(candidate));
  if (!path) return '';
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => /^nameserver\s+\d/.test(line) && !/\s127\./.test(line))
    .map(line => `${line}\n`)
    .join('');
}

/** Whether there is a name server outside to ask. */
export function hasUpstreamDns(instance: Instance): boolean {
  return (
    readFileSync(join(accessDirectory(instance), 'resolv.conf'), 'utf8') !== ''
  );
}
